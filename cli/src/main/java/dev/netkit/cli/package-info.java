/** The program: assembles the commands of all capabilities, and is the only one who ends the process. */
package dev.netkit.cli;
