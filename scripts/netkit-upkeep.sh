# The slow half of scripts/netkit, which reads it in when needed: explains what is wrong with the JDK, builds a
# checkout, and makes and manages the start-up cache (docs/decisions/0001-start-up.md). Not to be run by itself.
#
# shellcheck shell=sh
# shellcheck disable=SC3013,SC3067   # as in scripts/netkit
# shellcheck disable=SC2154          # the variables of scripts/netkit

# --- The JDK ----------------------------------------------------------------------------------------------------------

need_java="netkit needs Java $oldest_java or newer"

# find_java could not use JAVA_HOME: says why and ends, unless it is only that the JDK has no release file.
check_java_home() {
    java_home_hint="set JAVA_HOME to a JDK of version $oldest_java or newer, or unset it to let netkit look for one"
    [ -x "$java_home/bin/java" ] ||
        fail 2 "cannot start: there is no bin/java in JAVA_HOME, $java_home" "$java_home_hint"
    [ "$feature" -ne 0 ] || ask_java "$java_home/bin/java" ||
        fail 2 "cannot start: the Java in JAVA_HOME, $java_home, does not say which version it is" "$java_home_hint"
    [ "$feature" -ge "$oldest_java" ] ||
        fail 2 "cannot start: JAVA_HOME, $java_home, is Java $feature, and $need_java" "$java_home_hint"
    [ -x "$java_home/bin/$1" ] ||
        fail 2 "cannot build: JAVA_HOME, $java_home, has no compiler (bin/$1)" "set JAVA_HOME to a full JDK"
}

# find_java found nothing: the java on PATH may be a stand-in that knows where the real one is.
ask_java_on_path() {
    [ -z "$path_java" ] || ask_java "$path_java"
    if [ "$feature" -ge "$oldest_java" ] && [ -x "$java_home/bin/$1" ]; then
        return
    fi
    case $feature/$1 in
        0/javac) why='cannot build: no JDK found' ;;
        0/*) why='cannot start: no Java found' ;;
        */javac) why="cannot build: no JDK found that has a compiler and is version $oldest_java or newer" ;;
        *) why="cannot start: the newest Java found is $feature, and $need_java" ;;
    esac
    fail 2 "$why" "install one: 'apt install default-jdk' (Debian, Ubuntu), 'dnf install java-latest-openjdk-devel' \
(Fedora), 'brew install openjdk' (macOS)"
}

# Sets java_home, feature and runtime to what that java says of itself.
ask_java() {
    settings=$("$1" -XshowSettings:properties -version 2>&1 </dev/null) || return
    asked_home=$(setting java.home)
    [ -x "$asked_home/bin/java" ] || return
    java_home=$asked_home
    runtime=$(setting java.runtime.version)
    feature=$(setting java.specification.version)
    feature=${feature%%[!0-9]*}
    feature=${feature:-0}
}

setting() {
    printf '%s\n' "$settings" | sed -n "s/^ *$1 = //p"
}

# --- Locks ------------------------------------------------------------------------------------------------------------

# take_lock FOLDER MINUTES: makes the folder, which only one process can, and remembers it in lock. A lock whose process
# has gone, or that is older than that, no longer counts. Returns 1 if somebody else has it, 2 if it cannot be made.
take_lock() {
    if make_lock "$1"; then
        return
    fi
    [ -d "$1" ] || return 2
    lock_is_stale "$1" "$2" || return 1
    # One at a time: of two that find a stale lock, the second would remove the first one's new lock.
    if mkdir "$1.break" 2>/dev/null; then
        ! lock_is_stale "$1" "$2" || rm -rf "$1"
        rmdir "$1.break"
        make_lock "$1"
        return
    fi
    ! is_older "$1.break" 1 || rmdir "$1.break" 2>/dev/null
    return 1
}

make_lock() {
    mkdir "$1" 2>/dev/null || return 1
    lock=$1
    trap release_lock EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    printf '%s %s\n' "$$" "$(uname -n)" >"$lock/owner"
}

release_lock() {
    [ -z "${made-}" ] || rm -f "$made" "$made".*
    if [ ! -s "$lock/owner" ] || lock_is_ours; then
        rm -rf "$lock"
    fi
    trap - EXIT HUP INT TERM
}

# Not any more, if it was taken for stale.
lock_is_ours() {
    read -r owner owner_host <"$lock/owner" && [ "$owner" = "$$" ]
} 2>/dev/null

lock_is_stale() {
    ! is_older "$1" "$2" || return 0
    owner='' owner_host=''
    [ ! -r "$1/owner" ] || read -r owner owner_host <"$1/owner"
    # Of a process on another machine nothing can be said, nor of one of another user, but that it is in /proc.
    [ -n "$owner" ] && [ "$owner_host" = "$(uname -n)" ] && ! kill -0 "$owner" 2>/dev/null && [ ! -d "/proc/$owner" ]
}

# is_older FILE MINUTES
is_older() {
    [ -n "$(find "$1" -prune -mmin +"$2" -print 2>/dev/null)" ]
}

# wait_for_lock FOLDER MINUTES WHAT: take_lock, and as long as somebody else has it, waits.
wait_for_lock() {
    waiting='' refused=0
    until take_lock "$1" "$2"; do
        if [ -d "$1" ]; then
            [ -n "$waiting" ] || say "waiting for another netkit that is $3"
            waiting=1
        else
            # Either it has just been released, or it cannot be made.
            refused=$((refused + 1))
            [ "$refused" -lt 3 ] || return 1
        fi
        sleep 1
    done
}

# --- The build --------------------------------------------------------------------------------------------------------

# Builds the jar of a checkout. If that fails, so does the start: an older jar that may be there is not what the sources
# say. Nothing of it reaches the input and the output of the command that is to follow.
build() {
    build_log=$root/target/netkit-build.log
    if ! mkdir -p "$root/target" 2>/dev/null || ! wait_for_lock "$root/target/netkit-build.lock" 60 building; then
        fail 5 "cannot build: cannot write to $root/target"
    fi
    if jar_is_fresh; then
        release_lock
        return
    fi
    find_java javac
    if [ -f "$jar" ]; then
        say 'building, because sources have changed'
    else
        say 'building, this takes a minute the first time'
    fi
    run_maven || explain_build_failure $?
    [ -f "$jar" ] || fail 70 "cannot build: Maven made no $jar" "the log: $build_log"
    # As old as the start of the build: a source that was saved meanwhile is newer, and one that changed nothing in the
    # jar, which Maven then leaves alone, is not newer any more.
    touch -c -r "$lock/owner" "$jar"
    release_lock
}

# Tests and the check of the format belong to 'mvnw verify', not to a start.
run_maven() (
    cd "$root" || exit 5
    set -- -q -B -ntp -DskipTests -Dspotless.check.skip=true -Djavac.warnings=-nowarn package
    code=127
    if [ -f mvnw ]; then
        code=0
        env JAVA_HOME="$java_home" sh ./mvnw "$@" </dev/null >"$build_log" 2>&1 || code=$?
        # Every complaint of Maven's own starts with a level, as in [ERROR]. Without one, the wrapper could not get it.
        [ "$code" -ne 0 ] && ! grep -q '^\[' "$build_log" || exit "$code"
    fi
    command -v mvn >/dev/null || exit "$code"
    env JAVA_HOME="$java_home" mvn "$@" </dev/null >>"$build_log" 2>&1
)

explain_build_failure() {
    # Up to where Maven starts to tell how to ask it for more.
    if grep -q '^\[ERROR\]' "$build_log"; then
        grep '^\[ERROR\]' "$build_log" | sed '/\[Help 1\]$/q' >&2
    else
        tail -n 20 "$build_log" >&2
    fi
    # Not the sources' fault, and worth another try later.
    no_network='Could not (transfer|resolve)|ailed to fetch|UnknownHost|Connection (refused|timed out)'
    if grep -Eq "$no_network" "$build_log"; then
        fail 3 'cannot build: Maven could not download what it needs' "the log: $build_log"
    fi
    # The sources do not make a program: as much a bug as one that shows later.
    fail 70 "cannot build: Maven ended with exit code $1" "the log: $build_log"
}

# --- Making a start-up cache ------------------------------------------------------------------------------------------

training_minutes=5
kept_days=30
kept_files=6

# What start_making_cache has done in the background. Quiet, and gives way: to one that is being made, and for a day to
# a failure, so that a JDK that cannot do it is not asked at every start.
make_cache_in_background() {
    find_java
    find_cache
    [ -z "$cache" ] && [ -n "$cache_name" ] && prepare_cache_folder || return
    if [ -e "$cache_folder/$cache_name.failed" ] && ! is_older "$cache_folder/$cache_name.failed" 1440; then
        return
    fi
    take_lock "$cache_folder/$cache_name.lock" "$training_minutes" || return
    find_cache
    [ -n "$cache" ] || make_cache
    tidy_cache_folder
    release_lock
}

# Never in a folder that is not the user's own, as under sudo: a folder of root's in it would be in the way for ever.
prepare_cache_folder() {
    umask 077
    [ -n "$cache_folder" ] || return
    if [ ! -e "$cache_folder" ]; then
        base=${cache_folder%/*}
        [ -e "$base" ] || { [ -O "${base%/*}" ] && mkdir "$base"; } 2>/dev/null || return
        { [ -O "$base" ] && mkdir "$cache_folder"; } 2>/dev/null || return
    fi
    is_own "$cache_folder" && [ -w "$cache_folder" ] && chmod 700 "$cache_folder"
}

# Makes the cache under another name and gives it its own only when a JVM has started from it. Sets why on failure.
make_cache() {
    made=$cache_folder/$cache_name.tmp.$$ training_log=$cache_folder/training.log
    trained_id=$build_id why=
    if train && verify && publish; then
        rm -f "$cache_folder/$cache_name.failed"
        return
    fi
    ! lock_is_ours || printf '%s\n' "$why" 2>/dev/null >"$cache_folder/$cache_name.failed"
    return 1
}

# Lets the program go through what it does most; the JVM writes down what it loaded.
train() {
    run_apart "-XX:ArchiveClassesAtExit=$made" -jar "$jar" __train && [ -s "$made" ] ||
        why="the JVM made no archive, see $training_log"
    [ -z "$why" ]
}

# A start that must use the file, with every checksum in it compared. Only both together find all damage: without the
# first the JVM passes over a bad file in silence, without the second over a bad byte.
verify() {
    run_apart -XX:+UnlockDiagnosticVMOptions -XX:+VerifySharedSpaces "-XX:SharedArchiveFile=$made" -Xshare:on \
        -jar "$jar" --version ||
        why="the JVM cannot use the archive that it made, see $training_log"
    [ -z "$why" ]
}

# Runs Java where nobody sees it and the user's settings have no say, and not for ever.
run_apart() (
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS
    # shellcheck disable=SC3045   # where it is not known, a core file is all that comes of it
    ulimit -c 0 2>/dev/null
    command -v timeout >/dev/null && limit='timeout -s KILL 120' || limit=
    exec $limit "$java_home/bin/java" -XX:+UseSerialGC -XX:ErrorFile=/dev/null "$@" </dev/null >"$training_log" 2>&1
)

# Gives the file its name, unless the jar has been replaced or the cache cleared since. First onto the disk: a machine
# that loses power would otherwise come back with the name and not the content.
publish() {
    if ! read_build_id || [ "$build_id" != "$trained_id" ]; then
        why='the jar was replaced meanwhile'
    elif ! lock_is_ours; then
        why='the cache was cleared meanwhile'
    elif ! {
        : >"$made.stamp" && { sync "$made" "$made.stamp" || sync; } &&
            touch -r "$made.stamp" "$made" "$made.stamp" &&
            mv -f "$made" "$cache_folder/$cache_name" &&
            mv -f "$made.stamp" "$cache_folder/$cache_name.stamp"
    } 2>/dev/null; then
        why="cannot write to $cache_folder"
    fi
    [ -z "$why" ]
}

# Removes what has not been used for long, what a killed training left behind, and, because every build in a checkout
# makes a file of its own, all but the last few.
tidy_cache_folder() {
    for file in "$cache_folder"/*.jsa; do
        if [ -n "$(find "$file" -prune -mtime +"$kept_days" -atime +"$kept_days" -print 2>/dev/null)" ]; then
            rm -f "$file" "$file.stamp"
        fi
    done
    # shellcheck disable=SC2012   # the names are ours, without line ends
    ls -tu "$cache_folder"/*.jsa 2>/dev/null | tail -n +$((kept_files + 1)) |
        while read -r file; do
            rm -f "$file" "$file.stamp"
        done
    find "$cache_folder" -type f -name '*.tmp.*' -mmin +60 -exec rm -f {} +
    find "$cache_folder" -type d -name '*.lock' -mmin +60 -prune -exec rm -rf {} +
    find "$cache_folder" -type f -name '*.failed' -mtime +"$kept_days" -exec rm -f {} +
}

# --- netkit cache -----------------------------------------------------------------------------------------------------

cache_usage="Usage: netkit cache warm|clear|status
What lets netkit start quickly: a file in which Java keeps the classes of netkit, ready for use. It is made in the
background after the first start; NETKIT_CACHE=off does without it.
  warm     make it now, if it is not there
  clear    remove all such files
  status   show which one is used; 1 if there is none"

cache_command() {
    case "$*" in
        'cache --help' | 'cache -h' | 'cache '*' --help' | 'cache '*' -h' | 'help cache')
            printf '%s\n' "$cache_usage"
            ;;
        'cache warm') warm_cache ;;
        'cache clear') clear_cache ;;
        'cache status') show_cache ;;
        'cache make-in-background') make_cache_in_background ;;
        *)
            shift
            fail 2 "${1:+there is no 'netkit cache $*': }give one of warm, clear and status" \
                "'netkit cache --help' shows how it is used"
            ;;
    esac
}

warm_cache() {
    cannot='cannot make the start-up cache'
    [ "${NETKIT_CACHE-}" != off ] || fail 2 "$cannot: NETKIT_CACHE is off" 'unset it'
    if [ -n "$root" ] && ! jar_is_fresh; then
        build
    fi
    find_java
    find_cache
    if [ -z "$cache" ]; then
        [ -n "$cache_name" ] || fail 5 "$cannot: the build of $jar or of $java_home has no name"
        prepare_cache_folder || fail 5 "$cannot: ${cache_folder:-the folder for caches} cannot be used" \
            'it has to be a folder of your own, not a link, that can be written to'
        wait_for_lock "$cache_folder/$cache_name.lock" "$training_minutes" 'making it' ||
            fail 5 "$cannot: cannot write to $cache_folder"
        find_cache
        [ -n "$cache" ] || make_cache || fail 5 "$cannot: $why"
        tidy_cache_folder
        release_lock
    fi
    say "the start-up cache is ready"
}

clear_cache() {
    find_cache_folder
    if [ -z "$cache_folder" ] || [ ! -e "$cache_folder" ]; then
        return
    fi
    is_own "$cache_folder" || fail 5 "cannot clear the start-up cache: $cache_folder is not a folder of yours"
    rm -rf "$cache_folder"/*.lock "$cache_folder"/*.break "$cache_folder"/*.tmp.* "$cache_folder"/training.log \
        "$cache_folder"/*.jsa "$cache_folder"/*.stamp "$cache_folder"/*.failed 2>/dev/null ||
        fail 5 "cannot clear the start-up cache: $cache_folder cannot be written to"
    rmdir "$cache_folder" 2>/dev/null
    return 0
}

show_cache() {
    find_java
    find_cache
    printf 'java    %s (%s)\n' "$java_home" "$runtime"
    printf 'folder  %s\n' "${cache_folder:-none, without a home folder}"
    printf 'file    %s\n' "${cache:-${cache_name:-none, without a built jar}}"
    printf 'state   %s\n' "$(cache_state)"
    [ -n "$cache" ] && [ "${NETKIT_CACHE-}" != off ]
}

cache_state() {
    if [ "${NETKIT_CACHE-}" = off ]; then
        echo 'not used, because NETKIT_CACHE is off'
    elif [ -n "$cache" ]; then
        echo 'ready'
    elif [ -z "$cache_folder" ] || [ -z "$cache_name" ]; then
        echo 'not possible'
    elif [ -e "$cache_folder" ] && ! is_own "$cache_folder"; then
        echo 'not possible, because the folder is a link or not yours'
    elif [ -d "$cache_folder/$cache_name.lock" ]; then
        echo 'being made'
    elif [ -r "$cache_folder/$cache_name.failed" ]; then
        printf 'failed: %s\n' "$(cat "$cache_folder/$cache_name.failed")"
    else
        echo 'not made yet'
    fi
}
