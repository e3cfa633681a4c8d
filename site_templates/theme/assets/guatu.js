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

  var boxes = Array.from(document.querySelectorAll(".md-content :is(.g-scroll, .rec-scroll)"));
  var heads = Array.from(document.querySelectorAll(".md-content :is(h1, h2, h3, h4, summary)"));

  // 表叫什么：自己的标题，没有的是前面最近的标题。
  function called(box) {
    var caption = box.querySelector("caption"), before = heads.filter(function (head) {
      return head.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    var head = caption || before[before.length - 1];
    return (head ? head.textContent.trim().replace(/\s+/g, " ") : "表") + "，可左右移动";
  }

  // 左右还有多少，边上看得出。
  function shaded(box) {
    var left = box.scrollLeft, right = box.scrollWidth - box.clientWidth - left, moves = box.tabIndex === 0;
    box.classList.toggle("g-over-left", moves && left > 1);
    box.classList.toggle("g-over-right", moves && right > 1);
  }

  // 装得下的表不用左右移动，表头就能停在页眉下面；装不下的，键盘够得着，读屏知道是什么。
  function fitted() {
    boxes.forEach(function (box) { box.classList.remove("g-fits"); });
    var wide = boxes.map(function (box) {
      return box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible";
    });
    boxes.forEach(function (box, place) {
      box.classList.toggle("g-fits", box.scrollWidth <= box.clientWidth);
      if (!wide[place]) ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
      else if (box.tabIndex !== 0) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", called(box));
      }
      shaded(box);
    });
  }
  boxes.forEach(function (box) { box.addEventListener("scroll", function () { shaded(box); }, { passive: true }); });
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
    // 数据截至日已过：天数从哪一天算起，要说明。
    if (days > 0) document.querySelectorAll(".g-reckoned").forEach(function (note) { note.hidden = false; });
  });

  // 问题代码：从一个标题到下一个标题是一组，几个词都有的留下；一类里一个不留的，类名也不留。
  var codes = document.querySelector(".g-codes");
  function grouped(bar) {
    var groups = [], family = null;
    for (var node = bar.nextElementSibling; node; node = node.nextElementSibling) {
      if (node.tagName === "H2") family = node;
      else if (node.tagName === "H3") groups.push({ family: family, nodes: [node] });
      else if (groups.length) groups[groups.length - 1].nodes.push(node);
    }
    groups.forEach(function (one) {
      one.text = one.nodes.map(function (part) { return part.textContent; }).join(" ").toLowerCase();
    });
    return groups;
  }
  function filtered(bar, groups, sought) {
    var words = sought.toLowerCase().split(/\s+/).filter(Boolean), left = 0;
    groups.forEach(function (one) { one.family.classList.add("g-away"); });
    groups.forEach(function (one) {
      var stays = words.every(function (word) { return one.text.indexOf(word) >= 0; });
      one.nodes.forEach(function (node) { node.classList.toggle("g-away", !stays); });
      if (!stays) return;
      left += 1;
      one.family.classList.remove("g-away");
    });
    bar.querySelector("output").textContent = words.length ? left + " / " + groups.length + " 个代码" : "共 " + groups.length + " 个代码";
  }
  if (codes) {
    var groups = grouped(codes), asked = codes.querySelector("input");
    codes.hidden = false;
    filtered(codes, groups, "");
    asked.addEventListener("input", function () { filtered(codes, groups, asked.value); });
    window.addEventListener("hashchange", function () {
      var one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!one || !one.classList.contains("g-away")) return;
      asked.value = "";
      filtered(codes, groups, "");
      one.scrollIntoView();
    });
  }

  // 纸上的页脚：页名和截至日。
  var name = document.querySelector(".md-content h1"), stamped = document.querySelector(".md-content time.g-age");
  if (name && stamped) document.documentElement.style.setProperty("--g-foot", JSON.stringify(
    name.textContent.replace("¶", "").trim().replace(/\s+/g, " ") + "　数据截至 " + stamped.dateTime));

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
