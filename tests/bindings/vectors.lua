-- The golden vectors through LuaJIT's ffi. usage: vectors.lua DECLARATIONS LIBRARY FOLDER FILE...
-- tests/vectors/README.md says what the vectors hold.
local ffi = require("ffi")
local bit = require("bit")

local function read(path)
  local stream = assert(io.open(path, "rb"))
  local text = stream:read("*a")
  stream:close()
  return text
end

ffi.cdef(read(arg[1]))
local lib = ffi.load(arg[2])

------------------------------------------------------------------------------------------------------------------ JSON

local escapes = {b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/"}

-- A code point as UTF-8; a lone surrogate from DC80 to DCFF is the byte that it stands for.
local function utf8_of(point)
  if point >= 0xDC80 and point <= 0xDCFF then return string.char(point - 0xDC00) end
  if point < 0x80 then return string.char(point) end
  if point < 0x800 then return string.char(0xC0 + bit.rshift(point, 6), 0x80 + bit.band(point, 63)) end
  if point < 0x10000 then
    return string.char(0xE0 + bit.rshift(point, 12), 0x80 + bit.band(bit.rshift(point, 6), 63), 0x80 + bit.band(point, 63))
  end
  return string.char(0xF0 + bit.rshift(point, 18), 0x80 + bit.band(bit.rshift(point, 12), 63),
    0x80 + bit.band(bit.rshift(point, 6), 63), 0x80 + bit.band(point, 63))
end

local value

local function string_at(text, at)
  local out = {}
  while true do
    local plain, stop = text:match('^([^"\\]*)()', at)
    out[#out + 1] = plain
    at = stop
    if text:sub(at, at) == '"' then return table.concat(out), at + 1 end
    local mark = text:sub(at + 1, at + 1)
    if mark == "u" then
      local point = tonumber(text:sub(at + 2, at + 5), 16)
      at = at + 6
      if point >= 0xD800 and point < 0xDC00 and text:sub(at, at + 1) == "\\u" then
        local low = tonumber(text:sub(at + 2, at + 5), 16)
        point = 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00)
        at = at + 6
      end
      out[#out + 1] = utf8_of(point)
    else
      out[#out + 1] = assert(escapes[mark])
      at = at + 2
    end
  end
end

local function skip(text, at) return text:match("^%s*()", at) end

local function list_at(text, at, close, keyed)
  local out = {}
  at = skip(text, at)
  while text:sub(at, at) ~= close do
    local key, item
    if keyed then
      key, at = string_at(text, at + 1)
      at = skip(text, skip(text, at) + 1)
    end
    item, at = value(text, at)
    if keyed then out[key] = item else out[#out + 1] = item end
    at = skip(text, at)
    if text:sub(at, at) == "," then at = skip(text, at + 1) end
  end
  return out, at + 1
end

function value(text, at)
  local first = text:sub(at, at)
  if first == '"' then return string_at(text, at + 1) end
  if first == "{" then return list_at(text, at + 1, "}", true) end
  if first == "[" then return list_at(text, at + 1, "]", false) end
  for word, meant in pairs({["true"] = true, ["false"] = false}) do
    if text:sub(at, at + #word - 1) == word then return meant, at + #word end
  end
  if text:sub(at, at + 3) == "null" then return nil, at + 4 end
  local number = assert(text:match("^-?%d+", at), "no JSON")
  return tonumber(number), at + #number
end

------------------------------------------------------------------------------------------------------------- constants

local function constant(prefix, name) return tonumber(lib["SMTPCODES_" .. prefix .. "_" .. name:upper()]) end

local function bits(prefix, names)
  local sum = 0
  for _, name in ipairs(names or {}) do sum = bit.bor(sum, constant(prefix, name)) end
  return sum
end

local function number(text) return text and text ~= "" and lib.smtpcodes_code_parse(text, #text) or 0 end

local function text_of(code)
  local buffer = ffi.new("char[16]")
  lib.smtpcodes_code_format(code, buffer, 16)
  return ffi.string(buffer)
end

local problems

local function expect(what, got, wanted)
  if got ~= wanted then problems[#problems + 1] = ("%s: wanted %s, got %s"):format(what, tostring(wanted), tostring(got)) end
end

------------------------------------------------------------------------------------------------------------ the kinds

local words = {disposition = "DISPOSITION", severity = "SEVERITY", reason = "REASON", later = "LATER", step = "STEP",
  otherwise = "STEP", remedy = "REMEDY", extent = "EXTENT", target = "TARGET", connection = "CONNECTION",
  next_server = "NEXT_SERVER", suppress = "SUPPRESS", delay_source = "DELAY", dsn_action = "DSN", standing = "STANDING"}

local function check_decision(place, wanted, decision)
  for key, want in pairs(wanted) do
    local what = place .. " " .. key
    if words[key] then
      expect(what, decision[key], constant(words[key], want))
    elseif key == "parties" then
      expect(what, decision.parties, bits("PARTY", want))
    elseif key == "flags" then
      expect(what, bit.band(decision.flags, bits("FLAG", want)), bits("FLAG", want))
    elseif key == "not_flags" then
      expect(what, bit.band(decision.flags, bits("FLAG", want)), 0)
    elseif key == "dsn_status" then
      expect(what, text_of(decision.dsn_status), want)
    else
      expect(what, decision[key], want)
    end
  end
end

local function parse(data, options)
  local reply = ffi.new("smtpcodes_reply")
  return lib.smtpcodes_reply_parse(data, #data, bits("PARSE", options), reply, ffi.sizeof(reply)), reply
end

local function session(row)
  local shared = row.context or {}
  for place, step in ipairs(row.steps) do
    local context, decision = ffi.new("smtpcodes_context"), ffi.new("smtpcodes_classification")
    context.stage = constant("STAGE", step.stage)
    context.role = constant("ROLE", step.role or shared.role or "unknown")
    context.form = constant("FORM", step.form or shared.form or "unknown")
    context.recipients = step.recipients or shared.recipients or 0
    context.flags = bit.bor(bits("CONTEXT", shared.flags), bits("CONTEXT", step.flags))
    context.enhanced = number(step.enhanced or shared.enhanced)
    if step.event then
      lib.smtpcodes_classify_event(constant("EVENT", step.event), context, ffi.sizeof(context), decision, ffi.sizeof(decision))
    else
      local _, reply = parse(step.reply, {"end"})
      lib.smtpcodes_classify(reply.code, reply.enhanced, context, ffi.sizeof(context), decision, ffi.sizeof(decision))
    end
    check_decision("step " .. place, step.expect, decision)
  end
end

local function code(row)
  local code = number(row.code)
  if row.severity then expect("severity", lib.smtpcodes_code_severity(code), constant("SEVERITY", row.severity)) end
  if row.standing then expect("standing", lib.smtpcodes_code_standing(code), constant("STANDING", row.standing)) end
  if row.category then expect("category", lib.smtpcodes_code_category(code), constant("CATEGORY", row.category)) end
  for stage, answer in pairs(row.at or {}) do
    expect("at " .. stage, lib.smtpcodes_code_at_stage(code, constant("STAGE", stage)), constant("ANSWER", answer))
  end
  local names = row.names or {}
  names[#names + 1] = row.name
  for _, name in ipairs(names) do expect(name, lib.smtpcodes_lookup(name, #name), code) end
end

local function comparison(row)
  local first, second, got = number(row.first), number(row.second), ffi.new("smtpcodes_comparison")
  lib.smtpcodes_compare(first, second, got, ffi.sizeof(got))
  expect("relation", got.relation, constant("RELATION", row.relation))
  if row.worse then expect("worse", got.worse, constant("WORSE", row.worse)) end
  if row.meeting_stages then
    local wanted, stages, stage = {}, {}, lib.smtpcodes_compare_stage_next(first, second, 0)
    for place, name in ipairs(row.meeting_stages) do wanted[place] = constant("STAGE", name) end
    table.sort(wanted)
    while stage ~= 0 do
      stages[#stages + 1] = stage
      stage = lib.smtpcodes_compare_stage_next(first, second, stage)
    end
    expect("meeting stages", table.concat(stages, " "), table.concat(wanted, " "))
  end
  local has, has_not = bits("FACET", row.differing_has), bits("FACET", row.differing_not)
  expect("differing", bit.band(got.differing, has), has)
  expect("not differing", bit.band(got.differing, has_not), 0)
end

local function from_hex(text)
  return (text:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

local function reply(row)
  local data = row.input or from_hex(row.input_hex)
  local options = row.options or {"end"}
  local result, got = parse(data, options)
  if row.consumed == "error" then expect("an error", result < 0, true) else expect("consumed", result, row.consumed) end
  for _, key in ipairs({"code", "enhanced", "first_code", "last_code", "first_enhanced", "last_enhanced"}) do
    if row[key] then expect(key, text_of(got[key]), row[key]) end
  end
  if row.flags then expect("flags", got.flags, bits("REPLY", row.flags)) end
  if row.lines then expect("lines", got.lines, row.lines) end
  if row.text then
    local given = bit.bor(bits("PARSE", options), row.printable and constant("PARSE", "printable") or 0)
    local part = result > 0 and data:sub(1, result) or data
    local length = lib.smtpcodes_reply_text(part, #part, given, 0, nil, 0)
    local buffer = ffi.new("char[?]", math.max(length, 0) + 1)
    lib.smtpcodes_reply_text(part, #part, given, 0, buffer, math.max(length, 0) + 1)
    expect("text", ffi.string(buffer, math.max(length, 0)), row.text)
  end
end

local function reply_for(row)
  local code, enhanced = ffi.new("int32_t[1]"), ffi.new("int32_t[1]")
  lib.smtpcodes_reply_for(constant("REASON", row.reason), constant("SEVERITY", row.severity or "none"),
    constant("STAGE", row.stage or "unknown"), code, enhanced)
  expect("code", text_of(code[0]), row.code or "")
  expect("enhanced", text_of(enhanced[0]), row.enhanced or "")
end

local function context_of(given)
  local context = ffi.new("smtpcodes_context")
  for _, key in ipairs({"stage", "role", "form", "provider"}) do
    if given[key] then context[key] = constant(key:upper(), given[key]) end
  end
  if given.host then context.provider = lib.smtpcodes_provider_of_host(given.host, #given.host) end
  context.recipients = given.recipients or 0
  context.flags = bits("CONTEXT", given.flags)
  context.code, context.enhanced = number(given.code), number(given.enhanced)
  local address = from_hex(given.address_hex or "")
  context.address_bits = 8 * #address
  ffi.copy(context.address, address, #address)
  return context
end

local verdict_words = {reason = "REASON", confidence = "CONFIDENCE", basis = "BASIS", provider = "PROVIDER",
  blocklist = "BLOCKLIST", stage = "STAGE"}

-- Of the evidence and the page, which are parts of the bytes.
local function check_part(key, wanted, got, first, data)
  if key ~= "evidence_within" then return expect(key, got, wanted) end
  local start = data:find(wanted, 1, true)
  expect(key .. " " .. wanted, #got > 0 and first >= start and first + #got <= start + #wanted, true)
end

local function verdict(row)
  local data, context = row.input or from_hex(row.input_hex), context_of(row.context or {})
  local got = ffi.new("smtpcodes_verdict")
  local result = lib.smtpcodes_diagnose(data, #data, context, ffi.sizeof(context), nil, got, ffi.sizeof(got))
  expect("result", result, got.reason)
  expect("reason of the decision", got.decision.reason, got.reason)
  local rest = {}
  for key, want in pairs(row.expect) do
    local part = key == "url" and "url" or key:match("^evidence")
    if verdict_words[key] then
      expect(key, got[key], constant(verdict_words[key], want))
    elseif key == "code" or key == "enhanced" then
      expect(key, text_of(got[key]), want)
    elseif part then
      local first = got[part .. "_offset"] + 1
      check_part(key, want, data:sub(first, first + got[part .. "_length"] - 1), first, data)
    else
      rest[key] = want
    end
  end
  check_decision("decision", rest, got.decision)
end

local function fingerprint_of(text)
  local made = ffi.new("smtpcodes_fingerprint")
  local length = lib.smtpcodes_reply_fingerprint(text, #text, made, ffi.sizeof(made), nil, 0)
  local buffer = ffi.new("char[?]", length + 1)
  lib.smtpcodes_reply_fingerprint(text, #text, nil, 0, buffer, length + 1)
  return ffi.string(buffer, length), table.concat({made.normalization, made.hash[0], made.hash[1]}, " ")
end

local function fingerprint(row)
  local _, first = fingerprint_of(row.same[1])
  expect("normalization", tonumber(first:match("^%d+")), row.normalization)
  for _, reply_text in ipairs(row.same) do
    local got, made = fingerprint_of(reply_text)
    expect("text of " .. reply_text, got, row.text)
    expect("fingerprint of " .. reply_text, made, first)
  end
  for _, reply_text in ipairs(row.different or {}) do
    local _, made = fingerprint_of(reply_text)
    expect("another fingerprint of " .. reply_text, made ~= first, true)
  end
end

local kinds = {sessions = session, codes = code, compare = comparison, replies = reply, reply_for = reply_for,
  verdicts = verdict, fingerprints = fingerprint}

local total, failed = 0, 0
for index = 4, #arg do
  local run = kinds[arg[index]:match("^[%a_]+")]
  if run then
    local place = 0
    for line in io.lines(arg[3] .. "/" .. arg[index]) do
      if line:find("%S") then
        place = place + 1
        problems = {}
        run((value(line, 1)))
        total = total + 1
        if #problems > 0 then failed = failed + 1 end
        for _, problem in ipairs(problems) do print(arg[index] .. ":" .. place .. ": " .. problem) end
      end
    end
  end
end
print(total .. " vectors, " .. failed .. " failed")
os.exit(total > 0 and failed == 0 and 0 or 1)
