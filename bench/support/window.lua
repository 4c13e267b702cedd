-- A table over a random window of the three years: LOAD_PATH ends with its own conditions, LOAD_COOKIE signs in.
local path = os.getenv('LOAD_PATH')
local headers = { ['x-otklik'] = '1', ['cookie'] = os.getenv('LOAD_TOKEN') }
local last = 1795564800 -- 2026-11-25 00:00 UTC
local days = 1096
math.randomseed(7)

function request()
  local from = math.random(0, days - 2)
  local to = math.random(from, days - 1)
  local date = function(at) return os.date('!%Y-%m-%d', last - (days - 1 - at) * 86400) end
  return wrk.format('GET', path .. '&from=' .. date(from) .. '&to=' .. date(to), headers)
end
