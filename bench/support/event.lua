-- One raw event of a channel a request. Environment: LOAD_PATH, LOAD_TOKEN, LOAD_RUN (makes its events differ from another run's).
local count = 0
local run = os.getenv("LOAD_RUN")
local headers = {
  ["content-type"] = "application/json",
  ["authorization"] = "Bearer " .. (os.getenv("LOAD_TOKEN") or ""),
}

request = function()
  count = count + 1
  local body = '{"text":"Яма на проезжей части у остановки, вчера пробил колесо, сделайте пожалуйста до морозов","id":"'
    .. run .. "-" .. count .. '"}'
  return wrk.format("POST", os.getenv("LOAD_PATH"), headers, body)
end
