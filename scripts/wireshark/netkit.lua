-- A Wireshark dissector for what netkit's programs say to each other, as docs/protocol.md has it: frames in both
-- encodings, JSON messages, JIM, file data, sealed tokens. How it is installed and used: docs/wireshark.md.

local netkit = Proto("netkit", "netkit")

local LONGEST_FRAME = 16777215
local USUAL_LIMIT = 1048576
local TIME_TO_LIVE = 60
local DEEPEST_JSON = 32
local LONGEST_OBJECT = 65536
local MOST_DIGITS = 15 -- a number of that many digits is exact in a double

local SERVICES = {
    { name = "echo", tables = { "tcp.port", "udp.port" }, ports = "9090" },
    { name = "file", tables = { "tcp.port" }, ports = "9091" },
    { name = "id", tables = { "tcp.port" }, ports = "9092" },
    { name = "auth", tables = { "tcp.port" }, ports = "9093" },
    { name = "chat", tables = { "tcp.port" }, ports = "7777" },
    { name = "beacon", tables = { "tcp.port" }, ports = "5000" },
    { name = "broadcast", tables = { "udp.port" }, ports = "1234" },
}

-- Fields ------------------------------------------------------------------------------------------------------------

local field = {
    service = ProtoField.string("netkit.service", "Service"),
    encoding = ProtoField.string("netkit.encoding", "Encoding"),
    length = ProtoField.uint32("netkit.length", "Payload length"),
    data = ProtoField.bytes("netkit.data", "Data"),
    data_length = ProtoField.uint32("netkit.data.length", "Data length"),
    data_file = ProtoField.string("netkit.data.file", "File"),
    plain = ProtoField.string("netkit.plain", "Plain text"),
    version = ProtoField.uint8("netkit.token.version", "Version", base.HEX),
    made = ProtoField.absolute_time("netkit.token.time", "Made at", base.UTC),
    age = ProtoField.int32("netkit.token.age", "Age when captured, in seconds"),
    iv = ProtoField.bytes("netkit.token.iv", "IV"),
    ciphertext = ProtoField.bytes("netkit.token.ciphertext", "Ciphertext"),
    ciphertext_length = ProtoField.uint32("netkit.token.ciphertext.length", "Ciphertext length"),
    hmac = ProtoField.bytes("netkit.token.hmac", "HMAC-SHA256"),
}

-- Members of messages by their path; an array's elements have the path of the array.
local texts = {
    type = "Type", action = "Action", username = "User name", usernames = "User names", name = "Name", room = "Room",
    content = "Content", to = "To", from = "From", id = "Id", epoch = "Epoch", session = "Session secret", time = "Time",
    code = "Code", detail = "Detail", message = "Message", mess_text = "Message", alert = "Alert", error = "Error",
    ["user.account_name"] = "Account", token = "Session token", expires = "Expires", salt = "Salt",
    storedKey = "Stored key", serverKey = "Server key", sha256 = "SHA-256", prefixSha256 = "SHA-256 of the prefix",
    modified = "Modified",
}
local numbers = {
    seq = "Number in the room", since = "Since", response = "Response", size = "Size", offset = "Offset",
    iterations = "Iterations", mode = "Mode",
}

local member = {}
local function member_fields(labels, kind)
    for path, label in pairs(labels) do
        local name = path:gsub("^.*%.", ""):gsub("%u", "_%0"):lower()
        member[path] = kind("netkit." .. name, label)
        field["member_" .. name] = member[path]
    end
end
member_fields(texts, ProtoField.string)
member_fields(numbers, ProtoField.uint64)
netkit.fields = field

local group, severity = expert.group, expert.severity
local flaw = {
    malformed = ProtoExpert.new("netkit.malformed", "Malformed", group.MALFORMED, severity.ERROR),
    large = ProtoExpert.new("netkit.large", "More than is taken by default", group.PROTOCOL, severity.NOTE),
    cut = ProtoExpert.new("netkit.cut", "Not all of it was captured", group.UNDECODED, severity.NOTE),
    stale = ProtoExpert.new("netkit.token.stale", "Not of the last 60 seconds", group.SECURITY, severity.WARN),
    replay = ProtoExpert.new("netkit.token.replay", "Sent before", group.SECURITY, severity.WARN),
}
netkit.experts = flaw

local TCP = 2 -- what pinfo.port_type says of it
local dissect_json = Dissector.get("json")
local dissect_http = Dissector.get("http")

--- What Wireshark's own dissectors find malformed is an error in Lua here, and no more than a remark to who reads.
local function call_other(dissector, tvb, pinfo, tree)
    local fine, used = pcall(dissector.call, dissector, tvb, pinfo, tree)
    if not fine then
        tree:add(netkit, tvb()):add_proto_expert_info(flaw.malformed, "cut short, or not what it begins as")
    end
    return fine and used or tvb:len()
end

-- JSON (RFC 8259) ---------------------------------------------------------------------------------------------------
-- Each reader takes a text and a position, and gives the position after what it has read, or nil.

local read_value

local function read_string(text, at)
    local i = at + 1
    while true do
        i = text:find('["\\%z\1-\31]', i)
        local found = i and text:sub(i, i)
        if found == '"' then
            return i + 1
        elseif found ~= "\\" then
            return nil
        end
        i = text:match('^["\\/bfnrt]()', i + 1) or text:match("^u%x%x%x%x()", i + 1)
        if not i then
            return nil
        end
    end
end

local function read_word(text, at)
    local word, after = text:match("^([%w+.-]+)()", at)
    local known = word == "true" or word == "false" or word == "null"
    local number = word and word:match("^-?%d[%d.eE+-]*$") and tonumber(word)
    return (known or number) and after or nil
end

local function skip_blanks(text, at)
    return text:match("^[ \t\r\n]*()", at)
end

local function read_members(text, at, depth, path, found, closing)
    local after = text:match("^[ \t\r\n]*" .. closing .. "()", at)
    if after then
        return after
    end
    repeat
        local inner = path
        at = skip_blanks(text, at)
        if closing == "}" then
            local key_end = text:sub(at, at) == '"' and read_string(text, at)
            local colon = key_end and text:match("^[ \t\r\n]*:()", key_end)
            if not colon then
                return nil
            end
            inner = (path == "" and "" or path .. ".") .. text:sub(at + 1, key_end - 2)
            at = skip_blanks(text, colon)
        end
        at = read_value(text, at, depth, inner, found)
        if not at then
            return nil
        end
        local sign
        sign, at = text:match("^[ \t\r\n]*(.)()", at)
    until sign ~= ","
    return at and text:sub(at - 1, at - 1) == closing and at or nil
end

--- Calls found(path, first, last) for each value that is no object or array.
function read_value(text, at, depth, path, found)
    local first = text:sub(at, at)
    if first == "{" or first == "[" then
        return depth < DEEPEST_JSON and read_members(text, at + 1, depth + 1, path, found, first == "{" and "}" or "]")
            or nil
    end
    local after = first == '"' and read_string(text, at) or first ~= '"' and read_word(text, at)
    if after then
        found(path, at, after - 1)
    end
    return after or nil
end

local function utf8(code)
    if code == 0 or code >= 0xD800 and code < 0xE000 then
        return "\239\191\189"
    elseif code < 0x80 then
        return string.char(code)
    end
    local bytes, first = "", 0x40
    repeat
        bytes = string.char(0x80 + code % 64) .. bytes
        code, first = math.floor(code / 64), first / 2
    until code < first
    return string.char(256 - 2 * first + code) .. bytes
end

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function unescape(text)
    local out, at = {}, 1
    for slash in function() return text:find("\\", at, true) end do
        out[#out + 1] = text:sub(at, slash - 1)
        local code = tonumber(text:match("^u(%x%x%x%x)", slash + 1) or "", 16)
        at = slash + (code and 6 or 2)
        local low = code and code >= 0xD800 and code < 0xDC00 and text:match("^\\u([dD][c-fC-F]%x%x)", at)
        if low then
            code = 0x10000 + (code - 0xD800) * 1024 + tonumber(low, 16) - 0xDC00
            at = at + 6
        end
        local sign = text:sub(slash + 1, slash + 1)
        out[#out + 1] = code and utf8(code) or ESCAPES[sign] or sign
    end
    return table.concat(out) .. text:sub(at)
end

local function is_utf8(text)
    local rest = text:gsub("[%z\1-\127]+", " ")
        :gsub("\240[\144-\191][\128-\191][\128-\191]", " "):gsub("[\241-\243][\128-\191][\128-\191][\128-\191]", " ")
        :gsub("\244[\128-\143][\128-\191][\128-\191]", " "):gsub("\224[\160-\191][\128-\191]", " ")
        :gsub("\237[\128-\159][\128-\191]", " "):gsub("[\225-\236\238\239][\128-\191][\128-\191]", " ")
        :gsub("[\194-\223][\128-\191]", " ")
    return not rest:find("[\128-\255]")
end

-- Tokens ------------------------------------------------------------------------------------------------------------

local first_seen = {} -- the packet in which a token first went to somebody

local function note_replay(item, pinfo, hmac)
    local key = hmac .. tostring(pinfo.dst) .. ":" .. pinfo.dst_port
    first_seen[key] = first_seen[key] or pinfo.number
    if first_seen[key] < pinfo.number then
        item:add_proto_expert_info(flaw.replay, "this token was sent to the same place in packet " .. first_seen[key])
    end
end

local function add_token_time(item, pinfo, range)
    local seconds = range:uint64():tonumber()
    if seconds >= 2 ^ 33 then
        item:add_proto_expert_info(flaw.malformed, "a token of the year 2242 or later")
        return
    end
    item:add(field.made, range, NSTime.new(seconds, 0))
    local age = math.floor(pinfo.abs_ts) - seconds
    item:add(field.age, range, math.max(-2 ^ 31, math.min(age, 2 ^ 31 - 1))):set_generated()
    return age
end

--- @param range the token's bytes, which is a Fernet token without base64
local function add_token(range, pinfo, tree)
    local length = range:len()
    local item = tree:add(netkit, range, "Fernet token, " .. length .. " bytes")
    if length < 73 or (length - 57) % 16 ~= 0 then
        item:add_proto_expert_info(flaw.malformed, "no token has " .. length .. " bytes")
        return item
    end
    item:add(field.version, range(0, 1))
    if range(0, 1):uint() ~= 0x80 then
        item:add_proto_expert_info(flaw.malformed, "the only version is 0x80")
    end
    local age = add_token_time(item, pinfo, range(1, 8))
    item:add(field.iv, range(9, 16))
    item:add(field.ciphertext, range(25, length - 57))
    item:add(field.ciphertext_length, range(25, length - 57), length - 57):set_generated()
    item:add(field.hmac, range(length - 32, 32))
    return item, age, range(length - 32, 32):bytes():tohex()
end

local digit_of = {}
for i = 1, 64 do
    digit_of[("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"):sub(i, i)] = i - 1
end

--- The alphabet for URLs, RFC 4648, section 5.
local function decode_base64(text)
    local out = {}
    for a, b, c, d in text:gmatch("(.)(.)(.)(.)") do
        local bits = ((digit_of[a] * 64 + digit_of[b]) * 64 + (digit_of[c] or 0)) * 64 + (digit_of[d] or 0)
        local bytes = string.char(math.floor(bits / 65536), math.floor(bits / 256) % 256, bits % 256)
        out[#out + 1] = bytes:sub(1, c == "=" and 1 or d == "=" and 2 or 3)
    end
    return table.concat(out)
end

local function looks_sealed(text)
    return text:find("^gAAAA") ~= nil
end

--- @param range the text of a token
local function add_token_text(range, pinfo, tree)
    local text = range:raw()
    if #text % 4 ~= 0 or not text:find("^[%w_-]+=?=?$") then
        tree:add_proto_expert_info(flaw.malformed, "a token that is not base64url")
        return
    end
    return add_token(ByteArray.new(decode_base64(text), true):tvb("Fernet token"):range(), pinfo, tree)
end

local function add_sealed_message(item, pinfo, age, hmac)
    if age and (age > TIME_TO_LIVE or age < -TIME_TO_LIVE) then
        item:add_proto_expert_info(flaw.stale)
    end
    if hmac then
        note_replay(item, pinfo, hmac)
    end
    return "sealed"
end

-- Payloads ----------------------------------------------------------------------------------------------------------
-- Each adds to the tree what it finds, and says it in a word or two.

local function add_member(range, pinfo, tree, path, text, values)
    local quoted = text:match('^"(.*)"$')
    local value = unescape(quoted or text)
    values[path] = values[path] or value
    if texts[path] then
        local item = tree:add(member[path], range, value)
        if path == "token" and looks_sealed(value) and value == quoted then
            add_token_text(range(1, range:len() - 2), pinfo, item)
        end
    elseif numbers[path] and value:find("^%d+$") and #value <= MOST_DIGITS then
        local number = tonumber(value)
        tree:add(member[path], range, UInt64.new(number % 2 ^ 32, math.floor(number / 2 ^ 32)))
    end
end

--- Also gives the first value of each member of the message.
local function add_json(range, pinfo, tree)
    local text, values = range:raw(), {}
    local start = skip_blanks(text, 1)
    local found = {}
    local after = is_utf8(text) and text:sub(start, start) == "{"
        and read_value(text, start, 0, "", function(...) found[#found + 1] = { ... } end)
    if not after or skip_blanks(text, after) <= #text then
        tree:add_proto_expert_info(flaw.malformed, "not one JSON object")
        tree:add(field.data, range)
        return "bad JSON", values
    end
    for _, value in ipairs(found) do
        local path, first, last = value[1], value[2], value[3]
        add_member(range(first - 1, last - first + 1), pinfo, tree, path, text:sub(first, last), values)
    end
    call_other(dissect_json, range:tvb(), pinfo, tree)
    return values.type or values.action or values.response or "JSON without a type", values
end

local function add_data(range, tree, text)
    local item = tree:add(netkit, range, text)
    item:add(field.data, range)
    item:add(field.data_length, range, range:len()):set_generated()
    return item
end

--- What a frame, a datagram or a WebSocket's message has.
local function add_payload(range, pinfo, tree, service)
    local text = range:raw(0, math.min(range:len(), 5))
    if text:byte() == 0x80 and service ~= "echo" then
        add_token(range, pinfo, tree)
        return "sealed data"
    elseif looks_sealed(text) then
        return add_sealed_message(tree, pinfo, select(2, add_token_text(range, pinfo, tree)))
    elseif text:find("^[ \t\r\n]*{") then
        return add_json(range, pinfo, tree)
    end
    add_data(range, tree, "Data, " .. range:len() .. " bytes")
    if service and service ~= "echo" then
        tree:add_proto_expert_info(flaw.malformed, "neither a message nor a token")
    end
    return "data"
end

-- Conversations -----------------------------------------------------------------------------------------------------
-- Wireshark dissects a packet again when somebody looks at it, and not in order. So what is known where a piece of a
-- stream begins is kept with that piece the first time, and only then does it change.

local streams = {}

local function side_of(address, port)
    return tostring(address) .. ":" .. port
end

--- By both ends, because the field tcp.stream is not there as long as nobody looks.
local function stream_of(pinfo)
    local source, target = side_of(pinfo.src, pinfo.src_port), side_of(pinfo.dst, pinfo.dst_port)
    local key = source < target and source .. "|" .. target or target .. "|" .. source
    streams[key] = streams[key] or { offers = {}, answered = 0, begun = 0, pieces = {}, begins = {}, sides = {} }
    return streams[key]
end

local function piece_key(tvb, pinfo, at)
    return table.concat({ pinfo.number, tvb:offset(), tvb:reported_len(), at }, ":")
end

local function enter(stream, tvb, pinfo)
    local key = piece_key(tvb, pinfo, 0)
    local side = side_of(pinfo.src, pinfo.src_port)
    if not stream.pieces[key] then
        stream.pieces[key] = stream.sides[side] or { left = 0 }
    end
    return stream.pieces[key], side
end

local function offer_of_begin(stream)
    repeat
        stream.begun = stream.begun + 1
    until not (stream.offers[stream.begun] or {}).refused
    return stream.offers[stream.begun] or {}
end

--- What comes after a `begin`: so many bytes of a file, or frames of it until an empty one.
local function data_after(offer, begin)
    local size, offset = tonumber(offer.size or ""), tonumber(begin.offset or "") or 0
    if offer.size == "null" then
        return { left = 0, file = offer.name, chunks = true }
    end
    return { left = math.max(0, (size or 0) - offset), file = offer.name }
end

--- Follows the conversation about files (docs/protocol.md, "Files"); gives the state after the message.
local function follow(stream, key, pinfo, values, state)
    if not pinfo.visited then
        if values.type == "offer" then
            stream.offers[#stream.offers + 1] = values
        elseif values.type == "accept" or values.type == "refuse" then
            stream.answered = stream.answered + 1
            local offer = stream.offers[stream.answered]
            if offer then
                offer.refused = values.type == "refuse"
            end
        elseif values.type == "begin" then
            stream.begins[key] = data_after(offer_of_begin(stream), values)
        elseif values.type == "abort" then
            offer_of_begin(stream)
        end
    end
    return values.type == "begin" and stream.begins[key] or state
end

-- Frames ------------------------------------------------------------------------------------------------------------

--- Gives the lengths of header and payload; or nothing and what is wrong; or nothing if more has to come.
local function read_header(range)
    local text = range:raw(0, math.min(range:len(), 9))
    if text:byte() == 0 then
        return #text >= 4 and 4 or nil, #text >= 4 and range(0, 4):uint() or nil
    end
    local digits, after = text:match("^(%d+)(.?)")
    if not digits then
        return nil, "a frame begins with 00 or a digit"
    elseif #digits > 8 or after ~= "" and after ~= ":" then
        return nil, "an ASCII header is 1 to 8 digits and a colon"
    elseif digits:find("^0%d") then
        return nil, "an ASCII header has no leading zero"
    elseif tonumber(digits) > LONGEST_FRAME then
        return nil, "a frame has at most " .. LONGEST_FRAME .. " bytes"
    elseif after == ":" then
        return #digits + 1, tonumber(digits)
    end
end

local function add_frame(range, header, length, pinfo, tree, service)
    local encoding = header == 4 and range(0, 1):uint() == 0 and "binary" or "ascii"
    local item = tree:add(netkit, range, "netkit")
    if service then
        item:add(field.service, service):set_generated()
    end
    item:add(field.encoding, range(0, header), encoding)
    item:add(field.length, range(0, header), length)
    if length > USUAL_LIMIT then
        item:add_proto_expert_info(flaw.large)
    end
    return item, encoding
end

local function need(pinfo, at, bytes)
    pinfo.desegment_offset = at
    pinfo.desegment_len = bytes
end

local function can_wait(tvb, pinfo)
    return pinfo.can_desegment > 0 and tvb:len() == tvb:reported_len()
end

--- Something that is shown as it is, up to the end of the piece.
local function add_rest(tvb, at, tree, text, problem, state)
    local item = add_data(tvb(at), tree, text)
    if problem then
        item:add_proto_expert_info(problem, text)
    end
    return tvb:reported_len() - at, text, state
end

local function add_file_data(tvb, at, tree, state)
    local used = math.min(state.left, tvb:reported_len() - at)
    local item = add_data(tvb(at, math.min(used, tvb:len() - at)), tree, state.what or "File data")
    if state.file then
        item:add(field.data_file, state.file):set_generated()
    end
    return used, state.what or "file data", { left = state.left - used, file = state.file, what = state.what }
end

local function add_whole_frame(tvb, at, header, length, pinfo, tree, stream, service, state)
    local range = tvb(at, header + length)
    local item, encoding = add_frame(range, header, length, pinfo, tree, service)
    if length == 0 then
        item:append_text(", " .. encoding .. " frame, empty")
        return "empty", { left = 0 }
    end
    local said, values
    if state.chunks then
        add_data(range(header), item, "File data"):add(field.data_file, state.file):set_generated()
        said = "file data"
    else
        said, values = add_payload(range(header), pinfo, item, service)
    end
    item:append_text(", " .. encoding .. " frame, " .. length .. " bytes: " .. said)
    return said, follow(stream, piece_key(tvb, pinfo, at), pinfo, values or {}, state), values
end

--- Gives how many bytes it used, what they say, and the state after them; or nothing and how many more it needs.
local function add_next(tvb, at, pinfo, tree, stream, service, state)
    local lenient = not service or service == "echo"
    if at >= tvb:len() then
        return tvb:reported_len() - at, "not captured", { left = 0, broken = true }
    elseif state.broken then
        return add_rest(tvb, at, tree, lenient and "data" or "data after what is no frame", nil, state)
    elseif state.left > 0 then
        return add_file_data(tvb, at, tree, state)
    end
    local header, length = read_header(tvb(at))
    if not header and length then
        return add_rest(tvb, at, tree, lenient and "data" or length, not lenient and flaw.malformed,
            { left = 0, broken = true })
    end
    local missing = header and at + header + length - tvb:reported_len() or 1
    if missing > 0 and can_wait(tvb, pinfo) then
        return nil, header and missing or DESEGMENT_ONE_MORE_SEGMENT
    elseif not header then
        return add_rest(tvb, at, tree, "half a header", flaw.cut, { left = 0, broken = true })
    elseif at + header + length > tvb:len() then
        local item = add_frame(tvb(at), header, length, pinfo, tree, service)
        item:add_proto_expert_info(flaw.cut)
        return tvb:reported_len() - at, "part of a frame", { left = math.max(0, missing), what = "rest of a frame" }
    end
    local said, next_state, values = add_whole_frame(tvb, at, header, length, pinfo, tree, stream, service, state)
    return header + length, said, next_state, values
end

local function summary(said, values)
    local who = values and (values.username or values.name or values.code or values["user.account_name"] or values.from)
    local what = values and (values.content or values.message or values.mess_text)
    return said .. (who and " " .. unescape(who) or "") .. (what and ": " .. what or "")
end

local function show(pinfo, service, says)
    if #says == 0 then
        return
    end
    pinfo.cols.protocol = "netkit"
    pinfo.cols.info:clear()
    pinfo.cols.info:append((service and service .. " " or "") .. table.concat(says, ", ", 1, math.min(#says, 20)) .. " ")
    pinfo.cols.info:fence()
end

local function dissect_frames(tvb, pinfo, tree, stream, service)
    local state, side = enter(stream, tvb, pinfo)
    local at, says = 0, {}
    while at < tvb:reported_len() do
        local used, said, next_state, values = add_next(tvb, at, pinfo, tree, stream, service, state)
        if not used then
            need(pinfo, at, said)
            break
        end
        at, state = at + used, next_state
        says[#says + 1] = summary(said, values)
    end
    if not pinfo.visited then
        stream.sides[side] = state
    end
    show(pinfo, service, says)
end

-- Other dialects ----------------------------------------------------------------------------------------------------

local function object_end(text, at)
    local depth, quoted = 0, false
    while true do
        at = text:find(quoted and '["\\]' or '["{}]', at)
        local sign = at and text:sub(at, at)
        if not at then
            return nil
        elseif sign == '"' then
            quoted = not quoted
        elseif sign == "\\" then
            at = at + 1
        else
            depth = depth + (sign == "{" and 1 or -1)
            if depth == 0 then
                return at
            end
        end
        at = at + 1
    end
end

local function dissect_jim(tvb, pinfo, tree, service)
    local text, says = tvb:raw(), {}
    local at = text:match("^[%s%z]*()", 1)
    while at <= #text do
        local last = object_end(text, at)
        if not last and #text - at < LONGEST_OBJECT and can_wait(tvb, pinfo) and text:sub(at, at) == "{" then
            need(pinfo, at - 1, DESEGMENT_ONE_MORE_SEGMENT)
            break
        end
        local range = tvb(at - 1, (last or #text) - at + 1)
        local item = tree:add(netkit, range, "netkit, JIM object, " .. range:len() .. " bytes")
        local said, values = add_json(range, pinfo, item)
        item:append_text(": " .. said)
        says[#says + 1] = summary(said, values)
        at = text:match("^[%s%z]*()", (last or #text) + 1)
    end
    show(pinfo, service, says)
end

local function dissect_message(tvb, pinfo, tree, service)
    local item = tree:add(netkit, tvb(), "netkit")
    if service then
        item:add(field.service, service):set_generated()
    end
    local said, values
    if tvb:len() == 0 then
        said = "empty"
    elseif service == "broadcast" and tvb:raw() == "decode error" then
        item:add(field.plain, tvb(), "decode error")
        said = "decode error"
    else
        said, values = add_payload(tvb(), pinfo, item, service)
    end
    item:append_text(", " .. tvb:len() .. " bytes: " .. said)
    show(pinfo, service, { summary(said, values) })
end

-- Which dialect -----------------------------------------------------------------------------------------------------

local ranges = { ["tcp.port"] = {}, ["udp.port"] = {} }

local function service_of(pinfo, port_table)
    for _, port in ipairs({ pinfo.dst_port, pinfo.src_port }) do
        for _, range in ipairs(ranges[port_table]) do
            if port >= range.first and port <= range.last then
                return range.service
            end
        end
    end
end

--- By the first bytes of a conversation: nil if it takes more of them.
local function dialect_of(tvb, service)
    local text = tvb:raw(0, math.min(tvb:len(), 16))
    if text:find("^%z") or text:find("^%d%d?%d?%d?%d?%d?%d?%d?:") then
        return "frames"
    elseif text:find("^%d+$") and #text < 9 then
        return nil
    elseif text:find("^{") and (service == "chat" or not service) then
        return "jim"
    elseif text:find("^%u") and (service == "chat" or service == "beacon")
        or not service and (text:find("^%u+ /") or text:find("^HTTP/1")) then
        return "http"
    end
    return service and service ~= "echo" and service ~= "file" and "frames" or "unframed"
end

local function dissect_stream(tvb, pinfo, tree)
    local service, stream = service_of(pinfo, "tcp.port"), stream_of(pinfo)
    stream.dialect = stream.dialect or dialect_of(tvb, service)
    if stream.dialect == "http" then
        if pinfo.can_desegment > 0 then
            pinfo.can_desegment = 2 -- each call of a dissector takes one
        end
        return call_other(dissect_http, tvb, pinfo, tree)
    elseif stream.dialect == "jim" then
        dissect_jim(tvb, pinfo, tree, service)
    elseif stream.dialect == "unframed" then
        add_data(tvb(), tree, "netkit, data without frames, " .. tvb:len() .. " bytes")
        show(pinfo, service, { "data" })
    elseif stream.dialect == "frames" or not can_wait(tvb, pinfo) then
        dissect_frames(tvb, pinfo, tree, stream, service)
    else
        need(pinfo, 0, DESEGMENT_ONE_MORE_SEGMENT)
    end
    return tvb:len()
end

function netkit.dissector(tvb, pinfo, tree)
    if pinfo.port_type == TCP then
        return dissect_stream(tvb, pinfo, tree)
    end
    dissect_message(tvb, pinfo, tree, service_of(pinfo, "udp.port"))
    return tvb:len()
end

function netkit.init()
    streams, first_seen = {}, {}
end

-- Where it is used --------------------------------------------------------------------------------------------------

local function read_ranges(text, service, into)
    for first, last in text:gmatch("(%d+)%-?(%d*)") do
        into[#into + 1] = { first = tonumber(first), last = tonumber(last) or tonumber(first), service = service }
    end
end

local registered = {}

local function register_ports()
    ranges = { ["tcp.port"] = {}, ["udp.port"] = {} }
    for _, service in ipairs(SERVICES) do
        local ports = netkit.prefs[service.name .. "_ports"]
        for _, name in ipairs(service.tables) do
            local port_table = DissectorTable.get(name)
            if registered[service.name] then
                port_table:remove(registered[service.name], netkit)
            end
            if ports ~= "" then
                port_table:add(ports, netkit)
            end
            read_ranges(ports, service.name, ranges[name])
        end
        registered[service.name] = ports ~= "" and ports or nil
    end
end

for _, service in ipairs(SERVICES) do
    netkit.prefs[service.name .. "_ports"] =
        Pref.range("Ports of " .. service.name, service.ports, "Ports on which this service listens", 65535)
end
netkit.prefs_changed = register_ports
register_ports()

--- What nobody else says first, on whatever port: a framed message that names its type.
netkit:register_heuristic("tcp", function(tvb, pinfo, tree)
    local text = tvb:raw(0, math.min(tvb:len(), 18))
    local message = text:match("^%d+:(.*)") or text:match("^%z...(.*)")
    if not message or not message:find('^{"type":"') then
        return false
    end
    pinfo.conversation = netkit
    netkit.dissector(tvb, pinfo, tree)
    return true
end)

local function when_message(tvb, pinfo, tree)
    local text = tvb:raw(0, math.min(tvb:len(), 9))
    if not looks_sealed(text) and text ~= '{"type":"' then
        return false
    end
    dissect_message(tvb, pinfo, tree, service_of(pinfo, "tcp.port"))
    return true
end
netkit:register_heuristic("ws", when_message)

-- What a beacon says by HTTP has no type of its own.
local body = Proto("netkit_body", "netkit, body of an HTTP message")
function body.dissector(tvb, pinfo, tree)
    return when_message(tvb, pinfo, tree) and tvb:len() or 0
end
DissectorTable.get("media_type"):add("application/octet-stream", body)
