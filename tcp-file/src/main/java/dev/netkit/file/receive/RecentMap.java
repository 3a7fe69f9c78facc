package dev.netkit.file.receive;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was used most recently, so that peers cannot make it grow: the eldest entry goes when there are more than 1 000. */
final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    RecentMap() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
    }
}
