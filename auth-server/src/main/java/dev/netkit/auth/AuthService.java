package dev.netkit.auth;

import java.security.SecureRandom;

/** What all conversations share. */
record AuthService(
        Accounts accounts, Sessions sessions, LoginDelays delays, Waiting waiting, SecureRandom random, Purge purge) {}
