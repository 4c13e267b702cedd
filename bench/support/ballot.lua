-- An envelope a request, each of its own pass: bodies are lines of LOAD_BODIES, taken one after another from line LOAD_FROM on.
local path = os.getenv("LOAD_PATH")
local headers = { ["content-type"] = "application/json", ["x-otklik"] = "1" }
local lines = io.open(os.getenv("LOAD_BODIES"), "r"):lines()
for _ = 2, tonumber(os.getenv("LOAD_FROM") or "1") do lines() end

request = function()
  return wrk.format("POST", path, headers, lines())
end
