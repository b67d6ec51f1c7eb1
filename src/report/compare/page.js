(function () {
  "use strict";
  var form = document.getElementById("filters");
  var words = document.getElementById("words");
  var part = document.getElementById("part");
  var school = document.getElementById("school");
  var differ = document.getElementById("differ");
  var count = document.getElementById("count");
  var rows = Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
  function wanted(row) {
    var section = row.closest("section").getAttribute("data-part");
    var named = row.getAttribute("data-row");
    return (!differ.checked || !row.hasAttribute("data-alike")) &&
      (!part.value || section === part.value) &&
      (!school.value || !named || named === school.value) &&
      row.textContent.toLowerCase().indexOf(words.value.trim().toLowerCase()) >= 0;
  }
  function filter() {
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !wanted(row);
      shown += row.hidden ? 0 : 1;
    });
    document.querySelectorAll("[data-school]").forEach(function (cell) {
      cell.hidden = Boolean(school.value) && cell.getAttribute("data-school") !== school.value;
    });
    document.querySelectorAll("section[data-part]").forEach(function (section) {
      section.hidden = Boolean(part.value) && section.getAttribute("data-part") !== part.value;
    });
    count.textContent = shown + " of " + rows.length + " rows shown";
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", filter);
  form.hidden = false;
  filter();
})();
