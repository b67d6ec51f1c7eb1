"""Loads each page in Chromium with axe-core beside it and prints every violation; exits 1 where there is one."""
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

tools = pathlib.Path(sys.argv[1])
pages = [pathlib.Path(page) for page in sys.argv[2:]]
axe = (tools / "package" / "axe.min.js").read_text()
rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
run = """
<script>%s</script>
<script>
axe.run(document, { runOnly: %s }).then((result) => {
  const told = result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.target.join(' ') + ': ' + rule.help));
  const answer = document.createElement('pre');
  answer.id = 'axe-answer';
  answer.textContent = JSON.stringify({ passes: result.passes.length, told });
  document.body.append(answer);
});
</script>
""" % (axe.replace("</script>", "<\\/script>"), json.dumps(rules))
looks = {"light, desktop": ["--window-size=1280,900"], "light, phone": ["--window-size=360,740"],
         "dark, desktop": ["--window-size=1280,900", "--blink-settings=preferredColorScheme=0"],
         "dark, phone": ["--window-size=360,740", "--blink-settings=preferredColorScheme=0"]}
flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-quic", "--virtual-time-budget=20000", "--dump-dom"]
passed = failed = 0
for page in pages:
    for look, size in looks.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / page.name
            copy.write_text(page.read_text().replace("</body>", run + "</body>"))
            done = subprocess.run(["chromium", *flags, *size, f"--user-data-dir={folder}/profile", copy.as_uri()],
                                  capture_output=True, text=True, timeout=120)
        answer = re.search(r'<pre id="axe-answer">(.*?)</pre>', done.stdout, re.S)
        if not answer:
            print(f"{page.name} ({look}): axe gave no answer: {done.stderr[-400:]}")
            failed += 1
            continue
        result = json.loads(html.unescape(answer.group(1)))
        for line in result["told"]:
            print(f"{page.name} ({look}): {line}")
        good = not result["told"] and result["passes"] > 0
        passed, failed = passed + good, failed + (not good)
print(f"{passed} passed, {failed} failed")
sys.exit(0 if passed and not failed else 1)
