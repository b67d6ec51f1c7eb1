//! Every kind of bad input, in the order of the table.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

use super::How::{DiskFull, NoStandardError, NoStandardOutput, Nobody, Plain};
use super::Row;
use crate::harness::{Folder, SCHOOL};

/// A sound school, with more behind it.
fn school(folder: &Folder, more: &str) {
    folder.write("a.byelaw", format!("{SCHOOL}{more}"));
}

fn bytes(folder: &Folder, bytes: &[u8]) {
    folder.write("a.byelaw", [SCHOOL.as_bytes(), bytes].concat());
}

fn beside(folder: &Folder, name: &str, text: &str) {
    school(folder, "role head \"Headteacher\"\n");
    folder.write(name, text);
}

fn allow(folder: &Folder, name: &str, mode: u32) {
    fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).expect("permissions");
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2], mark: [u8; 2]) -> Vec<u8> {
    mark.into_iter().chain(text.encode_utf16().flat_map(bytes_of)).collect()
}

/// A school with a document, which can be built.
fn document(folder: &Folder) {
    school(
        folder,
        "role head \"Headteacher\"\npolicy safety \"Online safety\" for head {\n  owner head\n  \"\"\"\n  Be kind.\n  \"\"\"\n}\n",
    );
}

fn template(folder: &Folder, text: &str) {
    document(folder);
    folder.write("templates/document.md", text);
}

fn trust(folder: &Folder, schools: &[(&str, &str)]) {
    folder.write("trust.byelaw", "trust wyndle \"Wyndle Trust\"\n");
    for (name, text) in schools {
        folder.write(&format!("schools/{name}/a.byelaw"), text);
    }
}

const CHECK: &str = "check DIR --format short";
const BUILD: &str = "build DIR --draft --to md --quiet";

/// What is wrong, what is run, its exit code, and how the folder comes to be so.
pub(super) const ROWS: &[Row] = &[
    // Files that are no text.
    Row("a folder with nothing in it", Plain, CHECK, 2, |_| ()),
    Row("a folder that does not exist", Plain, "check DIR/none", 2, |_| ()),
    Row("a file in place of the folder", Plain, "check DIR/a.byelaw", 2, |f| school(f, "")),
    Row("an empty source", Plain, CHECK, 1, |f| f.write("a.byelaw", "")),
    Row("a source of blanks alone", Plain, CHECK, 1, |f| f.write("a.byelaw", " \n\t\n\n")),
    Row("a source of remarks alone", Plain, CHECK, 1, |f| f.write("a.byelaw", "# later\n")),
    Row("a link to a folder, named as a source", Plain, CHECK, 1, |f| {
        school(f, "");
        f.write("inner/note.txt", "");
        symlink("inner", f.path().join("b.byelaw")).expect("a link");
    }),
    Row("a link that leads nowhere", Plain, CHECK, 2, |f| {
        school(f, "");
        symlink("gone", f.path().join("b.byelaw")).expect("a link");
    }),
    Row("a link that leads to itself", Plain, CHECK, 2, |f| {
        school(f, "");
        symlink("b.byelaw", f.path().join("b.byelaw")).expect("a link");
    }),
    Row("a folder that holds a link to itself", Plain, CHECK, 0, |f| {
        school(f, "");
        symlink(".", f.path().join("again")).expect("a link");
    }),
    Row("a socket, named as a source", Plain, CHECK, 1, |f| {
        school(f, "");
        UnixListener::bind(f.path().join("b.byelaw")).expect("a socket");
    }),
    Row("a link to an endless device", Plain, CHECK, 1, |f| {
        school(f, "");
        symlink("/dev/zero", f.path().join("b.byelaw")).expect("a link");
    }),
    Row("a source that may not be read", Nobody, CHECK, 2, |f| {
        school(f, "");
        allow(f, "a.byelaw", 0o000);
    }),
    Row("a folder in it that may not be read", Nobody, CHECK, 2, |f| {
        school(f, "");
        f.write("inner/b.byelaw", "");
        allow(f, "inner", 0o000);
    }),
    Row("a source of 1 GB", Plain, CHECK, 1, |f| {
        school(f, "");
        let file = fs::File::create(f.path().join("b.byelaw")).expect("a file");
        file.set_len(1 << 30).expect("a file full of holes");
    }),
    Row("a line of 20,000 characters", Plain, CHECK, 1, |f| school(f, &format!("# {}\n", "x".repeat(20_000)))),
    Row("a source with a NUL", Plain, CHECK, 1, |f| bytes(f, b"# a\0b\n")),
    Row("a source that is no UTF-8", Plain, CHECK, 1, |f| bytes(f, b"\n# caf\xe9\n")),
    Row("a source cut inside a character", Plain, CHECK, 1, |f| bytes(f, b"# caf\xc3")),
    Row("UTF-16 as Windows editors save it", Plain, CHECK, 1, |f| {
        f.write("a.byelaw", utf16(SCHOOL, u16::to_le_bytes, [0xff, 0xfe]));
    }),
    Row("UTF-16 the other way round", Plain, CHECK, 1, |f| {
        f.write("a.byelaw", utf16(SCHOOL, u16::to_be_bytes, [0xfe, 0xff]));
    }),
    Row("UTF-16 without a mark", Plain, CHECK, 1, |f| {
        f.write("a.byelaw", utf16(SCHOOL, u16::to_le_bytes, *b"# "));
    }),
    Row("a program or a picture, named as a source", Plain, CHECK, 1, |f| bytes(f, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
    Row("a byte order mark", Plain, CHECK, 0, |f| f.write("a.byelaw", format!("\u{feff}{SCHOOL}"))),
    Row("Windows line ends", Plain, CHECK, 0, |f| school(f, "\r\nrules r \"Rules\" {\r\n}\r\n")),
    Row("old Macintosh line ends", Plain, CHECK, 1, |f| {
        school(f, "role head \"Headteacher\" {\r  a: must \"lead\"\r}\r")
    }),
    Row("no line end at the end", Plain, CHECK, 0, |f| school(f, "role head \"Headteacher\"")),
    // Signs.
    Row("curly quotes", Plain, CHECK, 1, |f| school(f, "role head “Headteacher”\n")),
    Row("10,000 quotation marks on a line", Plain, "check DIR", 1, |f| school(f, &"\"".repeat(10_000))),
    Row("a quotation that never ends", Plain, CHECK, 1, |f| school(f, "role head \"Headteacher\n")),
    Row("prose that never ends", Plain, CHECK, 1, |f| school(f, "policy p \"P\" {\n  \"\"\"\n  Words.\n}\n")),
    Row("text that is drawn from right to left", Plain, CHECK, 1, |f| school(f, "role head \"Head\u{202e}rehcaet\"\n")),
    Row("a sign that shows nothing inside a name", Plain, CHECK, 1, |f| {
        school(f, "role he\u{200b}ad \"Headteacher\"\n")
    }),
    Row("a Cyrillic letter inside a name", Plain, CHECK, 1, |f| school(f, "role he\u{430}d \"Headteacher\"\n")),
    Row("signs that steer a terminal", Plain, CHECK, 1, |f| school(f, "role head \u{1b}[2J\n")),
    Row("blocks nested 40 deep", Plain, CHECK, 1, |f| school(f, &"section a \"A\" {\n".repeat(40))),
    Row("lists nested 40 deep in prose", Plain, CHECK, 1, |f| {
        school(f, &format!("policy p \"P\" {{\n  \"\"\"\n  {}x\n  \"\"\"\n}}\n", "> ".repeat(40)));
    }),
    Row("100,000 open braces", Plain, CHECK, 1, |f| school(f, &"{\n".repeat(100_000))),
    Row("50,000 lines of another kind of text", Plain, CHECK, 1, |f| {
        school(f, &"Dear all, see below!\n\n".repeat(50_000))
    }),
    Row("HTML in prose", Plain, CHECK, 1, |f| {
        school(f, "policy p \"P\" {\n  \"\"\"\n  <script>alert(1)</script>\n  \"\"\"\n}\n")
    }),
    Row("a link that runs a script", Plain, CHECK, 1, |f| {
        school(f, "policy p \"P\" {\n  \"\"\"\n  [x](javascript:alert(1))\n  \"\"\"\n}\n")
    }),
    // Meaning.
    Row("two schools in one folder", Plain, CHECK, 1, |f| school(f, "school ash \"Ash\"\n")),
    Row("no school at all", Plain, CHECK, 1, |f| f.write("a.byelaw", "role head \"Headteacher\"\n")),
    Row("a name given twice", Plain, CHECK, 1, |f| school(f, "role head \"Headteacher\"\nrole head \"Head\"\n")),
    Row("a name that nothing has", Plain, CHECK, 1, |f| school(f, "rules r \"R\" {\n  a: nobody must \"b\"\n}\n")),
    Row("a clause that has no meaning where it stands", Plain, CHECK, 1, |f| {
        school(
            f,
            "role head \"Head\"\nactions {\n  use \"use\"\n}\nrules r \"R\" {\n  a: head may use led by head\n}\n",
        )
    }),
    Row("a place where a device belongs", Plain, CHECK, 1, |f| {
        school(
            f,
            "role head \"Head\"\nplaces {\n  hall\n}\nactions {\n  use \"use\"\n}\nrules r \"R\" {\n  a: head may use on hall\n}\n",
        )
    }),
    Row("`always` before quoted words", Plain, CHECK, 1, |f| {
        school(f, "role head \"Head\"\nrules r \"R\" {\n  always a: head must \"be kind\"\n}\n")
    }),
    Row("a window that holds no minute", Plain, CHECK, 1, |f| school(f, "times {\n  lunch: 12:10..12:10\n}\n")),
    Row("permissions that end on 400 days to come", Plain, CHECK, 1, |f| {
        let lines: String = (0..400)
            .map(|nth| {
                format!(
                    "  a{nth}: head may use until {}-{:02}-{:02}\n",
                    2100 + nth / 300,
                    nth / 28 % 12 + 1,
                    nth % 28 + 1
                )
            })
            .collect();
        school(f, &format!("role head \"Head\"\nactions {{\n  use \"use\"\n}}\nrules r \"R\" {{\n{lines}}}\n"))
    }),
    Row("groups that contain each other", Plain, CHECK, 1, |f| school(f, "users {\n  a \"A\": b\n  b \"B\": a\n}\n")),
    Row("exceptions that go round", Plain, CHECK, 1, |f| {
        school(
            f,
            "users { pupils \"Pupils\" }\nactions { post \"post pictures\" }\nrules r \"R\" for pupils {\n  \
                   a: may post despite r.b\n  b: must not post despite r.a\n}\n",
        );
    }),
    Row("a term that explains itself", Plain, CHECK, 0, |f| school(f, "term blog \"Blog\" means \"a {blog}\"\n")),
    Row("a document that shows itself", Plain, CHECK, 1, |f| school(f, "policy p \"P\" {\n  show p\n}\n")),
    Row("steps that never end", Plain, CHECK, 0, |f| {
        school(
            f,
            "procedure p \"P\" {\n  a: ask \"A?\" if yes go b if no go b\n  b: ask \"B?\" if yes go a if no go a\n}\n",
        )
    }),
    Row("a day that no calendar has", Plain, CHECK, 1, |f| school(f, "policy p \"P\" {\n  approved 2016-02-30\n}\n")),
    Row("a year of seven digits", Plain, CHECK, 1, |f| school(f, "policy p \"P\" {\n  approved 9999999-01-01\n}\n")),
    Row("a review that falls behind the last year", Plain, CHECK, 1, |f| {
        school(f, "policy p \"P\" {\n  approved 9999-12-31\n  review every 30000 years\n}\n");
    }),
    Row("a length with twenty digits", Plain, CHECK, 1, |f| {
        school(f, "role head \"Headteacher\" {\n  a: must \"act\" within 99999999999999999999 hours\n}\n");
    }),
    Row("a day on the command line that is none", Plain, "check DIR --as-of 2026-02-30", 2, |f| school(f, "")),
    Row("the last day that can be counted", Plain, "due DIR --as-of 9999-12-31 --within 4000000", 0, document),
    // Files beside the sources.
    Row("YAML that doubles itself over and over", Plain, CHECK, 1, |f| {
        let more: String =
            (1..40).map(|n| format!("  x{n}: &x{n} {{ name: X, a: *x{0}, b: *x{0} }}\n", n - 1)).collect();
        beside(f, "people.yaml", &format!("people:\n  x0: &x0 {{ name: X }}\n{more}"));
    }),
    Row("YAML nested 2,000 deep", Plain, CHECK, 1, |f| {
        beside(f, "people.yaml", &format!("people: {}", "[".repeat(2000)))
    }),
    Row("YAML with a key that comes twice", Plain, CHECK, 1, |f| {
        beside(f, "people.yaml", "people:\n  a: { name: A }\n  a: { name: B }\n");
    }),
    Row("a list of 75,000 people", Plain, CHECK, 1, |f| {
        let people: String = (0..75_000).map(|n| format!("  p{n}: {{ name: P }}\n")).collect();
        beside(f, "people.yaml", &format!("people:\n{people}"));
    }),
    Row("YAML that ends inside a quotation", Plain, CHECK, 1, |f| {
        beside(f, "people.yaml", "people:\n  a: { name: \"A\n")
    }),
    Row("YAML indented with tabs", Plain, CHECK, 1, |f| beside(f, "people.yaml", "people:\n\ta: { name: A }\n")),
    Row("YAML of another shape", Plain, CHECK, 1, |f| beside(f, "people.yaml", "- a\n- b\n")),
    Row("a list of people that is a folder", Plain, CHECK, 1, |f| beside(f, "people.yaml/a.txt", "")),
    Row("a list of people that is a link to nowhere", Plain, CHECK, 2, |f| {
        school(f, "");
        symlink("gone", f.path().join("people.yaml")).expect("a link");
    }),
    Row("a term that ends before it begins", Plain, CHECK, 1, |f| {
        beside(f, "terms.yaml", "terms:\n  - { term: spring 2027, starts: 2027-03-25, ends: 2027-01-04 }\n");
    }),
    Row("a setting that does not exist", Plain, CHECK, 1, |f| beside(f, "byelaw.yaml", "due-in: 30\n")),
    Row("a pack whose path climbs out to nothing", Plain, CHECK, 1, |f| {
        beside(f, "byelaw.yaml", "packs: [ ./../../etc/pack.yaml ]\n")
    }),
    Row("a baseline whose path climbs out", Plain, CHECK, 1, |f| beside(f, "byelaw.yaml", "baseline: /etc/passwd\n")),
    Row("a logo whose path climbs out", Plain, CHECK, 1, |f| beside(f, "byelaw.yaml", "logo: ../../crest.svg\n")),
    Row("a logo that is not there", Plain, CHECK, 1, |f| beside(f, "byelaw.yaml", "logo: crest.svg\n")),
    Row("a logo that holds a script", Plain, CHECK, 1, |f| {
        beside(f, "byelaw.yaml", "logo: crest.svg\n");
        f.write("crest.svg", "<svg><script>alert(1)</script></svg>");
    }),
    Row("a logo that is something else", Plain, CHECK, 1, |f| {
        beside(f, "byelaw.yaml", "logo: crest.png\n");
        f.write("crest.png", "GIF89a");
    }),
    Row("a logo of a billion pixels", Plain, CHECK, 1, |f| {
        beside(f, "byelaw.yaml", "logo: crest.png\n");
        let side = 40_000_u32.to_be_bytes();
        f.write("crest.png", [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &side[..], &side, b"IEND\xaeB`\x82"].concat());
    }),
    Row("a baseline that is no JSON", Plain, "check DIR --format short --baseline DIR/old.json", 1, |f| {
        beside(f, "old.json", "{")
    }),
    Row("a baseline that is not there", Plain, "check DIR --baseline DIR/old.json", 2, |f| school(f, "")),
    // Trusts.
    Row("a trust with two schools of one name", Plain, CHECK, 1, |f| {
        trust(f, &[("a", "school ash \"Ash\"\n"), ("b", "school ash \"Ash\"\n")]);
    }),
    Row("a school’s folder without a source", Plain, CHECK, 1, |f| {
        trust(f, &[("a", "school ash \"Ash\"\n")]);
        f.write("schools/b/notes.txt", "");
    }),
    Row("a trust among the schools of a trust", Plain, CHECK, 1, |f| trust(f, &[("a", "trust ash \"Ash\"\n")])),
    Row("a trust whose group and school’s group contain each other", Plain, CHECK, 1, |f| {
        trust(f, &[("a", "school ash \"Ash\"\nusers {\n  b \"B\": a\n}\n")]);
        f.write("users.byelaw", "users {\n  a \"A\": b\n}\n");
    }),
    Row("a trust of more than 2,000 schools", Plain, CHECK, 2, |f| {
        trust(f, &[]);
        for nth in 0..=2000 {
            fs::create_dir_all(f.path().join(format!("schools/s{nth}"))).expect("a folder");
        }
    }),
    Row("folders nested 20 deep", Plain, CHECK, 2, |f| {
        school(f, "");
        f.write(&format!("{}b.byelaw", "a/".repeat(20)), "");
    }),
    // Templates.
    Row("a template that loops", Plain, BUILD, 2, |f| {
        let each = "{% for a in range(9999) %}";
        let end = "{% endfor %}";
        template(f, &format!("{each}{each}{each}x{end}{end}{end}"));
    }),
    Row("a template whose page grows without end", Plain, BUILD, 2, |f| {
        template(f, &format!("{{% for a in range(9999) %}}{}{{% endfor %}}", "x".repeat(9999)));
    }),
    Row("a template that calls itself", Plain, BUILD, 2, |f| {
        template(f, "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}")
    }),
    Row("a template that includes a file from outside", Plain, BUILD, 2, |f| {
        template(f, "{% include '/etc/passwd' %}")
    }),
    Row("a template that asks for what there is not", Plain, BUILD, 2, |f| template(f, "{{ headmaster }}")),
    Row("a template that cannot be read", Plain, BUILD, 2, |f| template(f, "{% if %}")),
    // Where results go.
    Row("an output folder that is a file", Plain, "build DIR --draft --to md --quiet --out DIR/out", 2, |f| {
        document(f);
        f.write("out", "mine");
    }),
    Row("an output folder that may only be read", Nobody, "build DIR --draft --to md --quiet --out DIR/out", 2, |f| {
        document(f);
        f.write("out/note.txt", "mine");
        allow(f, "out", 0o555);
    }),
    Row("somebody’s own file in the way of a document", Plain, BUILD, 2, |f| {
        document(f);
        f.write("out/safety.md", "mine");
    }),
    Row("the same, with `--force`", Plain, "build DIR --draft --to md --quiet --force", 0, |f| {
        document(f);
        f.write("out/safety.md", "mine");
    }),
    Row("a folder in the way of a document", Plain, "build DIR --draft --to md --quiet --force", 2, |f| {
        document(f);
        f.write("out/safety.md/note.txt", "mine");
    }),
    Row("a document whose name has 300 letters", Plain, BUILD, 2, |f| {
        school(f, &format!("policy {} \"P\" {{\n  \"\"\"\n  Be kind.\n  \"\"\"\n}}\n", "p".repeat(300)));
    }),
    Row("a disk that is full", DiskFull, BUILD, 2, |f| {
        document(f);
        f.write("templates/document.md", "x".repeat(200_000));
    }),
    Row("standard output that takes nothing", NoStandardOutput, CHECK, 2, |f| school(f, "role head \"Headteacher\"\n")),
    Row("standard error that takes nothing", NoStandardError, "build DIR --draft --to md", 0, document),
    Row("a source that may not be written", Nobody, "fmt DIR", 2, |f| {
        school(f, "role   head   \"Headteacher\"\n");
        allow(f, "a.byelaw", 0o444);
    }),
    Row("a source that is a link to a file outside", Plain, "fmt DIR/school", 2, |f| {
        f.write("other.byelaw", "school   oakfield \"Oakfield\"\n");
        f.write("school/note.txt", "");
        symlink("../other.byelaw", f.path().join("school/a.byelaw")).expect("a link");
    }),
    Row("a starter in a folder that is not empty", Plain, "init DIR", 2, |f| f.write("note.txt", "mine")),
    Row("a starter in place of a file", Plain, "init DIR/note.txt", 2, |f| f.write("note.txt", "mine")),
    Row("a command that does not exist", Plain, "chek DIR", 2, |f| school(f, "")),
    Row("a question about somebody unknown", Plain, "can nobody post DIR", 2, |f| school(f, "")),
];
