-- One issue of Redmine a request. Environment: LOAD_PATH, LOAD_TOKEN (key of its API), LOAD_PROJECT.
local count = 0
local headers = {
  ["content-type"] = "application/json",
  ["x-redmine-api-key"] = os.getenv("LOAD_TOKEN"),
  -- Puma drops kept connections when others wait; a new one on the loopback costs nothing beside an issue's 25 ms.
  ["connection"] = "close",
}

request = function()
  count = count + 1
  local body = string.format(
    '{"issue":{"project_id":%s,"tracker_id":1,"subject":"Яма на проезжей части у остановки (%d)",'
      .. '"description":"Вчера пробил колесо, сделайте пожалуйста до морозов"}}',
    os.getenv("LOAD_PROJECT"), count)
  return wrk.format("POST", os.getenv("LOAD_PATH"), headers, body)
end
