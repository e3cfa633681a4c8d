/* 把一张表写成 CSV（带 BOM）或 .xlsx（数是数，日是日，表头不动），在浏览器里写，从文件夹打开也行。 */
(function () {
  "use strict";
  var SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  var KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  var HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var LONGEST = 32767, DEEPEST = 30, TOP = "top", QUOTED = "quoted", GENERAL = "General", DAY = "yyyy-mm-dd";

  // 与 guatu score --format csv 同一条规矩：会被当成公式的文字前面加一撇。
  function safe(text) {
    var found = window.GuatuNumber(text);
    if (found && found.signed) return text.replace("−", "-").replace(/^\+/, "").replace(/[,\u2009\u202f\u00a0]/g, "");
    if (found) return text.replace(/[\u2009\u202f\u00a0]/g, "");
    return /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  }

  function csv(grid) {
    return "\ufeff" + grid.map(function (row) {
      return Array.from(row, function (text) {
        text = safe(text || "");
        return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join(",");
    }).join("\r\n") + "\r\n";
  }

  function xml(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, function (sign) {
      return "&#" + sign.charCodeAt(0) + ";";
    });
  }

  function letters(column) {
    var text = "";
    for (column += 1; column > 0; column = Math.floor((column - 1) / 26)) {
      text = String.fromCharCode(65 + (column - 1) % 26) + text;
    }
    return text;
  }

  function day(text) {
    var found = /^(\d{4})[-年](\d{1,2})[-月](\d{1,2})日?$/.exec(text);
    return found && Date.UTC(found[1], found[2] - 1, found[3]) / 864e5 + 25569;
  }

  // 数的格式：小数位数与页上的一样，整数后面不留小数点。
  function form(found) {
    var places = Math.min(found.places, DEEPEST), digits = (places ? "0." + "0".repeat(places) : "0") + (found.percent ? "%" : "");
    if (found.pace) return '"快"' + digits + ';"慢"' + digits + ';"快"' + digits;
    if (found.empty) return '"— "' + digits;
    if (found.grouped) digits = "#,##" + digits;
    if (found.signed) return "+" + digits + ';"−"' + digits + ";0";
    return digits === "0" ? GENERAL : digits;
  }

  // looks 收下用到的格式，给出其序号。
  function cell(text, place, top, looks) {
    var found = !top && window.GuatuNumber(text), days = !top && day(text);
    function look(name) {
      if (looks.indexOf(name) < 0) looks.push(name);
      return '<c r="' + place + '" s="' + looks.indexOf(name) + '"';
    }
    if (days) return look(DAY) + "><v>" + days + "</v></c>";
    if (found) return look(form(found)) + "><v>" + (found.percent ? Number((found.value / 100).toFixed(8)) : found.value) + "</v></c>";
    return look(top ? TOP : /^[=+\-@]/.test(text) ? QUOTED : GENERAL) + ' t="inlineStr"><is><t xml:space="preserve">' +
      xml(text.slice(0, LONGEST)) + "</t></is></c>";
  }

  function sheet(grid, looks) {
    var last = letters(grid[0].length - 1) + grid.length;
    var wide = grid[0].map(function (_, column) {
      var most = grid.reduce(function (size, row) {
        var lines = (row[column] || "").split("\n").map(function (line) { return line.replace(/[^\x00-\xff]/g, "xx").length; });
        return Math.max(size, Math.max.apply(null, lines));
      }, 6);
      return '<col min="' + (column + 1) + '" max="' + (column + 1) + '" width="' + Math.min(most + 3, 60) + '" customWidth="1"/>';
    });
    var rows = grid.map(function (row, down) {
      return '<row r="' + (down + 1) + '">' + Array.from(row, function (text, column) {
        return cell(text || "", letters(column) + (down + 1), !down, looks);
      }).join("") + "</row>";
    });
    return HEAD + '<worksheet xmlns="' + SHEET + '"><sheetViews><sheetView workbookViewId="0">' +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      "<cols>" + wide.join("") + "</cols><sheetData>" + rows.join("") + "</sheetData>" +
      '<autoFilter ref="A1:' + last + '"/></worksheet>';
  }

  function styles(known) {
    var forms = known.filter(function (look) { return [GENERAL, TOP, QUOTED].indexOf(look) < 0; });
    var looks = known.map(function (look) {
      var place = forms.indexOf(look);
      return '<xf numFmtId="' + (place < 0 ? 0 : 164 + place) + '" fontId="' + (look === TOP ? 1 : 0) + '" fillId="0" borderId="0" xfId="0" ' +
        (look === QUOTED ? 'quotePrefix="1" ' : "") +
        'applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
    });
    return HEAD + '<styleSheet xmlns="' + SHEET + '">' + (forms.length ? '<numFmts count="' + forms.length + '">' : "") + forms.map(function (form, place) {
      return '<numFmt numFmtId="' + (164 + place) + '" formatCode="' + xml(form) + '"/>';
    }).join("") + (forms.length ? "</numFmts>" : "") + '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>' +
      '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="' + looks.length + '">' + looks.join("") + "</cellXfs>" +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  }

  function parts(title, grid) {
    var name = xml(title.replace(/[[\]:*?/\\']/g, " ").slice(0, 31));
    var types = ["sheet", "worksheet", "styles"], looks = [GENERAL], written = sheet(grid, looks);
    return [
      ["[Content_Types].xml", HEAD + '<Types xmlns="' + PACKAGE + 'content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        [["workbook", "sheet.main"], ["sheet1", "worksheet"], ["styles", "styles"]].map(function (pair) {
          return '<Override PartName="/xl/' + pair[0] + '.xml" ContentType="' + KIND + pair[1] + '+xml"/>';
        }).join("") + "</Types>"],
      ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
      ["xl/workbook.xml", HEAD + '<workbook xmlns="' + SHEET + '" xmlns:r="' + OFFICE + '"><sheets><sheet name="' + name +
        '" sheetId="1" r:id="rId1"/></sheets></workbook>'],
      ["xl/_rels/workbook.xml.rels", relations([[types[1], "sheet1.xml"], [types[2], "styles.xml"]])],
      ["xl/sheet1.xml", written],
      ["xl/styles.xml", styles(looks)]
    ];
  }

  function relations(found) {
    return HEAD + '<Relationships xmlns="' + PACKAGE + 'relationships">' + found.map(function (pair, place) {
      return '<Relationship Id="rId' + (place + 1) + '" Type="' + OFFICE + "/" + pair[0] + '" Target="' + pair[1] + '"/>';
    }).join("") + "</Relationships>";
  }

  var CRC = Array.from({ length: 256 }, function (_, number) {
    for (var bit = 0; bit < 8; bit += 1) number = number & 1 ? 0xedb88320 ^ (number >>> 1) : number >>> 1;
    return number >>> 0;
  });

  function crc(bytes) {
    return (bytes.reduce(function (sum, byte) { return CRC[(sum ^ byte) & 255] ^ (sum >>> 8); }, -1) ^ -1) >>> 0;
  }

  function packed(shape) {
    return new Uint8Array(shape.reduce(function (all, pair) {
      for (var place = 0; place < pair[0]; place += 1) all.push(Math.floor(pair[1] / Math.pow(256, place)) & 255);
      return all;
    }, []));
  }

  // 不压缩的 zip；时间一律 1980-01-01，同样的表得同样的文件。
  function zip(files) {
    var writer = new TextEncoder(), body = [], list = [], place = 0, size = 0;
    files.forEach(function (file) {
      var name = writer.encode(file[0]), bytes = writer.encode(file[1]);
      var about = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
      var local = packed([[4, 0x04034b50]].concat(about));
      var entry = packed([[4, 0x02014b50], [2, 20]].concat(about, [[2, 0], [2, 0], [2, 0], [4, 0], [4, place]]));
      body.push(local, name, bytes);
      list.push(entry, name);
      place += local.length + name.length + bytes.length;
      size += entry.length + name.length;
    });
    var end = packed([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, place], [2, 0]]);
    return body.concat(list, [end]);
  }

  window.GuatuSave = function (form, title, grid) {
    var sheets = form === "Excel", link = document.createElement("a");
    var kind = sheets ? KIND + "sheet" : "text/csv;charset=utf-8";
    var address = URL.createObjectURL(new Blob(sheets ? zip(parts(title, grid)) : [csv(grid)], { type: kind }));
    link.href = address;
    link.download = title.replace(/[\\/:*?"<>|\s]+/g, " ") + (sheets ? ".xlsx" : ".csv");
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  };
}());
