-- Posts token requests over kept-open connections and counts every answer that is not the one expected. From the environment:
--   EXPECT the status of a good answer, 200 unless told
--   FORM   what every body begins with
--   LINES  a file whose lines follow it, one a request; without it every body is FORM alone
--   SKIP, TAKE  which of its lines
--   ORDER  once (a line is never used twice), again (from the beginning when they are used up) or random
-- The last line written is RESULT and a JSON object.
requests, issued, others, exhausted = {}, 0, 0, false
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

local function add(body)
  requests[#requests + 1] = wrk.format("POST", nil, { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end

function init(_)
  local form, file = os.getenv("FORM"), os.getenv("LINES")
  if not file then
    add(form)
    return
  end
  local skip, take, number = tonumber(os.getenv("SKIP") or "0"), tonumber(os.getenv("TAKE") or "1000000"), 0
  for line in io.lines(file) do
    number = number + 1
    if number > skip then add(form .. line) end
    if number >= skip + take then break end
  end
  math.randomseed(os.time())
end

local order = os.getenv("ORDER")
local expected = tonumber(os.getenv("EXPECT") or "200")

function request()
  local count = #requests
  if count == 1 then return requests[1] end
  if order == "random" then return requests[math.random(count)] end
  issued = issued + 1
  if issued > count and order == "once" then
    exhausted = true
    return requests[count]
  end
  return requests[(issued - 1) % count + 1]
end

function response(status)
  if status ~= expected then others = others + 1 end
end

function done(summary, latency, _)
  local thread, errors = threads[1], summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"rps":%.2f,"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f,"bytes":%d,"others":%d,"broken":%d,"issued":%d,"exhausted":%s}\n',
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, summary.bytes, thread:get("others"), errors.connect + errors.read + errors.write + errors.timeout,
    thread:get("issued"), tostring(thread:get("exhausted"))))
end
