//! Writes a country of made-up trusts: `cargo bench --no-default-features --bench country -- DIR [--schools 20] [--in-trust 20]
//! [--size 20000] [--seed 1]`.
//!
//! Twenty schools make a trust, or as many as are asked for. A trust shares the texts of the model trust in `policies/`. Each
//! school names its people, rooms and hours and has policies of its own, made of sentences and paragraphs of the other schools
//! in `policies/`, to the size that one of those has, scaled so that a school has so many bytes on average. The same seed
//! writes the same bytes.

#![expect(clippy::print_stderr, reason = "whoever asks for what it cannot do is told")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const SCHOOLS_IN_A_TRUST: usize = 20;
/// Bytes of a school's own sources, on average, where nobody says otherwise.
const OWN: usize = 20_000;
/// Sentences of a section at most, and paragraphs.
const SENTENCES: usize = 6;
const PARAGRAPHS: usize = 2;

const PLACES: [&str; 12] =
    ["Alder", "Birch", "Cedar", "Dene", "Elm", "Fern", "Grange", "Hazel", "Ivy", "Larch", "Meadow", "Rowan"];
const KINDS: [&str; 4] = ["Grove", "Hill", "Park", "Lane"];
const FIRST: [&str; 12] =
    ["Hannah", "Imran", "Lucy", "Gwen", "Graham", "Duncan", "Farah", "Owen", "Anita", "Colm", "Miriam", "Peter"];
const LAST: [&str; 12] =
    ["Weir", "Quereshi", "Hartnell", "Pascoe", "Tull", "Fell", "Siddiqui", "Tranter", "Roy", "Dempsey", "Ash", "Lind"];
const POSTS: [&str; 6] = ["headteacher", "dsl", "deputy-dsl", "safety-lead", "filtering-lead", "link-governor"];
const SUBJECTS: [&str; 6] = ["staff", "teachers", "headteacher", "dsl", "safety-lead", "school-office"];
const WHEN: [&str; 6] = ["", "", " every term", " every academic-year", " during school-day", " to headteacher"];
const POLICIES: [(&str, &str); 8] = [
    ("social-media", "Social media policy"),
    ("mobile-devices", "Mobile devices policy"),
    ("remote-lessons", "Remote lessons policy"),
    ("email-use", "E-mail policy"),
    ("cameras", "Cameras policy"),
    ("passwords", "Passwords policy"),
    ("web-publishing", "Web publishing policy"),
    ("gaming", "Games and clubs policy"),
];

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let (mut folder, mut schools, mut together, mut own, mut seed) =
        (None, SCHOOLS_IN_A_TRUST, SCHOOLS_IN_A_TRUST, OWN, 1);
    while let Some(next) = arguments.next() {
        let mut number = || arguments.next().and_then(|it| it.parse().ok()).expect("a number behind the option");
        match next.as_str() {
            "--schools" => schools = number(),
            "--in-trust" => together = number(),
            "--size" => own = number(),
            "--seed" => seed = number() as u64,
            option if option.starts_with("--") => {
                eprintln!(
                    "country: {option} is no option of this; `-- DIR [--schools N] [--in-trust N] [--size N] [--seed N]`"
                );
                std::process::exit(2);
            }
            path => folder = Some(PathBuf::from(path)),
        }
    }
    // Without a folder, such as when all benches are run, there is nothing to write.
    let Some(folder) = folder else { return };
    let shapes = Shapes::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies"), own);
    let mut dice = Dice(seed);
    for first in (0..schools).step_by(together) {
        let trust = folder.join(format!("trust-{:05}", first / together));
        shapes.trust(&trust);
        for nth in first..schools.min(first + together) {
            shapes.school(&trust.join("schools").join(format!("school-{nth:05}")), nth, &mut dice);
        }
    }
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What the sources in `policies/` are made of.
struct Shapes {
    trust: Vec<(String, String)>,
    pupils: String,
    paragraphs: Vec<String>,
    /// A strength with quoted words.
    duties: Vec<String>,
    /// Bytes of each school.
    sizes: Vec<usize>,
    own: usize,
}

impl Shapes {
    fn read(policies: &Path, own: usize) -> Self {
        let model = policies.join("wyndle");
        let pupils = fs::read_to_string(model.join("schools/alder-grove/pupils.byelaw")).expect("the model school");
        let mut shapes =
            Self { trust: files(&model), pupils, paragraphs: Vec::new(), duties: Vec::new(), sizes: Vec::new(), own };
        let mut folders: Vec<PathBuf> = fs::read_dir(policies)
            .expect("the folder of policies")
            .map(|entry| entry.expect("a folder").path())
            .filter(|path| !path.join("schools").exists())
            .collect();
        folders.sort();
        let names: Vec<String> = folders.iter().map(|path| file_name(path).to_lowercase()).collect();
        let fits = |text: &str| {
            let lower = text.to_lowercase();
            !text.contains(['{', '}', '\\']) && !names.iter().any(|name| lower.contains(name))
        };
        for folder in folders {
            let texts = files(&folder);
            shapes.sizes.push(texts.iter().map(|(_, text)| text.len()).sum());
            for (_, text) in texts.iter().filter(|(name, _)| name.ends_with(".byelaw")) {
                // Every second stretch between the signs of a text block lies inside one.
                let inside = text.split("\"\"\"").skip(1).step_by(2).flat_map(|block| block.trim().split("\n\n"));
                shapes.paragraphs.extend(inside.filter(|it| fits(it)).map(tidied));
                shapes.duties.extend(text.lines().filter_map(duty).filter(|it| fits(it)));
            }
        }
        shapes
    }

    fn trust(&self, folder: &Path) {
        let name = format!("{} Trust", title(folder));
        for (file, text) in &self.trust {
            write(&folder.join(file), &text.replace("Wyndle Valley Trust", &name));
        }
    }

    fn school(&self, folder: &Path, nth: usize, dice: &mut Dice) {
        let mean = self.sizes.iter().sum::<usize>() / self.sizes.len();
        let wanted = dice.pick(&self.sizes) * self.own / mean;
        let own = format!("{} {} {nth}", dice.pick(&PLACES), dice.pick(&KINDS));
        let name = format!("{own} School");
        let files = [
            ("people.yaml", people(dice)),
            ("school.byelaw", identity(&file_name(folder), &name, dice)),
            ("pupils.byelaw", self.pupils.clone()),
        ];
        let mut size: usize = files.iter().map(|(_, text)| text.len()).sum();
        files.iter().for_each(|(file, text)| write(&folder.join(file), text));
        let share = wanted.saturating_sub(size).div_ceil(POLICIES.len().min(1 + wanted / 6_000));
        for (policy, title) in POLICIES {
            if size >= wanted {
                break;
            }
            let text = self.policy(policy, title, (&own, share.min(wanted - size)), dice);
            size += text.len();
            write(&folder.join(format!("{policy}.byelaw")), &text);
        }
    }

    /// A policy of about so many bytes. No two schools have the same words, so that what was learnt of one tells nothing of
    /// another: each sentence and paragraph names the school and has a number.
    fn policy(&self, name: &str, title: &str, (own, size): (&str, usize), dice: &mut Dice) -> String {
        let mut count = 0;
        let mut mark = || {
            count += 1;
            format!(" ({own}, {name} {count})")
        };
        let (month, day) = (1 + dice.below(6), 1 + dice.below(28));
        let mut text = format!(
            "# {title}, as this school has it.\n\npolicy {name} \"{title}\" for staff, parents {{\n  owner headteacher\n  \
             approved 2026-{month:02}-{day:02} by board\n  review every academic-year next 2027-{month:02}\n  \
             associated online-safety\n"
        );
        for section in 1.. {
            let _ = write!(text, "\n  section part-{section} \"Part {section}\" {{\n    \"\"\"\n");
            for nth in 0..=dice.below(PARAGRAPHS) {
                text.push_str(if nth > 0 { "\n" } else { "" });
                let paragraph = dice.pick(&self.paragraphs).replace("\n", "\n    ");
                let _ = writeln!(text, "    {paragraph}{}", mark());
            }
            text.push_str("    \"\"\"\n");
            for nth in 0..=dice.below(SENTENCES) {
                let (who, what, when) = (dice.pick(&SUBJECTS), dice.pick(&self.duties), dice.pick(&WHEN));
                let what = what.trim_end_matches('"');
                let _ = writeln!(text, "    line-{nth}: {who} {what}{}\"{when}", mark());
            }
            text.push_str("  }\n");
            if text.len() >= size {
                break;
            }
        }
        text.push_str("}\n");
        text
    }
}

/// The files that stand in a folder itself, by name.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("a file").path());
    let mut files: Vec<(String, String)> = entries
        .filter(|path| path.is_file())
        .map(|path| (file_name(&path), fs::read_to_string(&path).expect("a text")))
        .collect();
    files.sort();
    files
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// `trust-00012` as a title.
fn title(folder: &Path) -> String {
    file_name(folder).replace("trust-", "Valley ")
}

fn tidied(paragraph: &str) -> String {
    paragraph.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// The strength and the quoted words of a sentence, where a line holds both.
fn duty(line: &str) -> Option<String> {
    let at = [" must not \"", " must \"", " should \""].iter().find_map(|strength| line.find(strength))?;
    let open = at + line[at..].find('"')?;
    let close = open + 1 + line[open + 1..].find('"')?;
    (close > open + 20).then(|| line[at + 1..=close].to_owned())
}

fn people(dice: &mut Dice) -> String {
    let mut text = "# Who holds the posts of this school. All names are invented.\npeople:\n".to_owned();
    let mut posts = "posts:\n".to_owned();
    for (nth, post) in POSTS.iter().enumerate() {
        let (first, last) = (dice.pick(&FIRST), dice.pick(&LAST));
        let name = format!("{}-{}-{nth}", first.to_lowercase(), last.to_lowercase());
        let _ = writeln!(text, "  {name}: {{ name: {first} {} {last} }}", char::from(b'A' + nth as u8));
        let _ = writeln!(posts, "  {post}: [ {{ holder: {name}, from: 202{}-09-01 }} ]", 1 + dice.below(5));
    }
    text + &posts
}

fn identity(id: &str, name: &str, dice: &mut Dice) -> String {
    let minute = dice.below(4) * 5;
    format!(
        r#"# {name}: what is its own. All else comes from the trust.

school {id} "{name}" {{
  phase primary
  website "{id}.example"
}}

users {{
  pupils:                          younger-pupils, older-pupils
  younger-pupils "Younger pupils": reception, year-1, year-2
  older-pupils "Older pupils":     year-3, year-4, year-5, year-6
}}

places {{
  premises: hall, playground
  hall "the hall"
  playground "the playground"
}}

times {{
  school-day: 08:{:02}..15:{minute:02}
  break:      10:30..10:50
  lunch:      12:00..13:00
}}

actions {{
  print "print on"
  borrow "borrow"
}}

rules own-phones "Phones here" {{
  hand-in "Handing in": older-pupils must "hand in their phone at the office" during school-day
  home "Home time":     older-pupils may "collect their phone at home time"
}}

table own-reach "What may be used for what" for pupils in premises {{
  |        | classroom-devices | staff-laptops | pupil-owned |
  | print  | yes               | no            | no          |
  | borrow | asked             | no            | no          |
  asked "If asked": may if permission of teachers
  otherwise: must not
}}
"#,
        40 + minute,
    )
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
    fs::write(path, text).expect("a file that can be written");
}
