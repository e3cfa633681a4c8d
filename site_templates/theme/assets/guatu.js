/* 写明数据有多旧；打印前展开明细。都不向外请求。 */
(function () {
  "use strict";

  var search = document.querySelector(".md-search[role=dialog]");
  if (search) search.setAttribute("aria-label", "搜索");

  // 键盘：没有目录的页面主题不给跳到正文的链接，这里补上。
  var skip = document.querySelector(".md-skip"), title = document.querySelector("article h1");
  if (!skip && title) {
    skip = document.createElement("a");
    title.id = title.id || "g-title";
    skip.href = "#" + title.id;
    skip.className = "md-skip";
    document.querySelector("[data-md-component=skip]").append(skip);
  }
  if (skip) skip.textContent = "跳到正文";

  // 版本菜单由主题在读到 versions.json 后加上，可能早于这里；mike 的别名 latest 在这里写成“默认”。
  var topic = document.querySelector(".md-header__topic");
  function named() {
    var menu = topic.querySelector(".md-version");
    if (!menu) return false;
    menu.querySelectorAll(".md-version__alias").forEach(function (alias) { alias.textContent = "默认"; });
    var button = menu.querySelector("button");
    button.setAttribute("aria-label", button.getAttribute("aria-label") + "：" + button.textContent);
    return true;
  }
  if (topic && !named()) new MutationObserver(function (_, observer) {
    if (named()) observer.disconnect();
  }).observe(topic, { childList: true });

  // 窄屏上要左右移动才看得全的图，键盘也够得着。
  document.querySelectorAll(".g-chart").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });

  // 装得下的表不用左右移动，表头就能停在页眉下面。
  function fitted() {
    var boxes = Array.from(document.querySelectorAll(".g-scroll"));
    boxes.forEach(function (box) { box.classList.remove("g-fits"); });
    boxes.filter(function (box) { return box.scrollWidth <= box.clientWidth; }).forEach(function (box) {
      box.classList.add("g-fits");
    });
  }
  fitted();
  window.addEventListener("resize", fitted);

  // 数据有多旧，按上海的今天算；没有脚本时日期本身还在。
  var today = Math.floor((Date.now() + 8 * 3600e3) / 864e5);
  document.querySelectorAll("time.g-age").forEach(function (time) {
    var days = today - Date.parse(time.dateTime) / 864e5, said = document.createElement("small");
    if (!(days >= 0)) return;
    var old = days > 30 && time.classList.contains("g-now");
    said.className = "g-age-said" + (old ? " g-age-old" : "");
    said.textContent = old ? "（已 " + days + " 天未更新）" : days ? "（距今 " + days + " 天）" : "（今天）";
    time.parentNode.after(said);
  });

  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (box) { box.open = true; opened.push(box); });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (box) { box.open = false; });
    opened = [];
  });

  function target() {
    var box = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (box && box.tagName === "DETAILS") box.open = true;
  }
  window.addEventListener("hashchange", target);
  target();
}());
