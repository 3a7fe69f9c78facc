// Echo server as one writes it in Go: a goroutine per connection, blocking reads and writes.
//
// Usage: echo PORT     (0 picks a free one; the port is printed as one line)
package main

import (
	"fmt"
	"net"
	"os"
)

const bufferSize = 64 * 1024

// echo copies by hand. io.Copy between two TCP connections would hand the bytes to splice(2), which never brings them
// into the program: a special path of pure relays, closed to any server that looks at its data, and slower than
// this loop for small messages. Every other server here reads and writes.
func echo(connection net.Conn) {
	defer connection.Close()
	buffer := make([]byte, bufferSize)
	for {
		received, err := connection.Read(buffer)
		if received > 0 {
			if _, failed := connection.Write(buffer[:received]); failed != nil {
				return
			}
		}
		if err != nil {
			return // the end of a half-closed stream too: all of it is written by now
		}
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: echo PORT")
		os.Exit(2)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go echo(connection) // TCP_NODELAY is Go's default
	}
}
