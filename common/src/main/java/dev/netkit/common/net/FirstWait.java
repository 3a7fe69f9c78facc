package dev.netkit.common.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The first wait of a virtual thread for a socket, for which a JVM opens descriptors. If it finds none left then, no
 * virtual thread can ever wait again, so this comes before any of them, and only where there is room.
 */
final class FirstWait {
    /** The JVM opens one for reading and one for writing for each processor, or fewer. */
    private static final int ROOM = 2 * Math.min(32, Runtime.getRuntime().availableProcessors()) + 8;

    private final ThreadFactory virtualThreads;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean done;

    FirstWait(ThreadFactory virtualThreads) {
        this.virtualThreads = virtualThreads;
    }

    /** Whether virtual threads can wait by now; blocks for some milliseconds, once. */
    boolean isDone() {
        if (done) {
            return true;
        }
        lock.lock();
        try {
            done = done || isRoom() && waitOnce();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isRoom() {
        List<DatagramSocket> room = new ArrayList<>();
        try {
            while (room.size() < ROOM) {
                room.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            room.forEach(DatagramSocket::close);
        }
    }

    private boolean waitOnce() {
        Attempt attempt = new Attempt();
        Thread thread = virtualThreads.newThread(attempt);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return attempt.waited;
    }

    private static final class Attempt implements Runnable {
        private volatile boolean waited;

        @Override
        public void run() {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                socket.setSoTimeout(1);
                socket.receive(new DatagramPacket(new byte[1], 1));
                waited = true;
            } catch (SocketTimeoutException e) {
                waited = true;
            } catch (IOException | LinkageError | InternalError e) {
                // Somebody has taken the room meanwhile.
            }
        }
    }
}
