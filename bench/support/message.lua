-- One resident's message with a place and a phone a request. Environment: LOAD_PATH, LOAD_RUN (eight hex digits, other in each run).
local count = 0
local run = os.getenv("LOAD_RUN")
local headers = { ["content-type"] = "application/json", ["x-otklik"] = "1" }
local texts = {
  "Яма на проезжей части у остановки, вчера пробил колесо, сделайте пожалуйста до морозов",
  "Третий день не вывозят контейнеры, мусор разносит ветром по двору",
  "Не горит фонарь над переходом у школы, детям темно идти утром",
  "В квартире холодные батареи, ребёнок болеет, заявку в управляющую подавали дважды",
}

request = function()
  count = count + 1
  local body = string.format(
    '{"clientKey":"%s-0000-4000-8000-%012x","text":"%s (%d)","place":{"lat":%.4f,"lon":%.4f},"phone":"+7900%07d",'
      .. '"consent":true,"consentVersion":"3","publish":%s}',
    run, count, texts[count % #texts + 1], count, 56.405 + (count % 100) / 10000, 61.93 + (count % 70) / 10000,
    1000000 + count % 8000000, count % 2 == 0 and "true" or "false")
  return wrk.format("POST", os.getenv("LOAD_PATH"), headers, body)
end
