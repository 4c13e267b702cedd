-- One event of a network a request: a comment of its own each time. Environment: LOAD_PATH, LOAD_BODY (its numbers at @@), LOAD_RUN.
local count = 0
local run = tonumber(string.sub(os.getenv("LOAD_RUN"), 1, 6), 16) * 10000000
local body = os.getenv("LOAD_BODY")
local headers = { ["content-type"] = "application/json" }

request = function()
  count = count + 1
  local text = string.gsub(body, "@@", string.format("%.0f", run + count))
  return wrk.format("POST", os.getenv("LOAD_PATH"), headers, text)
end
