//! Questions about permissions: the guide's transcript is true, and names are found as people type them.

use std::fs;
use std::path::Path;

use crate::harness::{Folder, byelaw, byelaw_in};

/// The blocks of the guide of one kind.
fn blocks(kind: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/guide/questions.md");
    let text = fs::read_to_string(page).expect("the guide");
    let open = format!("```{kind}\n");
    let cut = |part: &str| part.split("```").next().unwrap_or_default().to_owned();
    text.split(open.as_str()).skip(1).map(cut).collect()
}

fn school() -> Folder {
    let sources = blocks("byelaw");
    Folder::with(&[("school.byelaw", sources.first().expect("a school"))])
}

/// The words of a command line; quotation marks hold some together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate().flat_map(|(nth, part)| {
        if nth % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    });
    parts.collect()
}

fn ask(folder: &Folder, line: &str) -> crate::harness::Run {
    let words = words(line);
    byelaw_in(folder.path(), &words.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn the_guide_says_what_the_command_says() {
    let folder = school();
    let mut count = 0;
    for block in blocks("console") {
        for part in format!("\n{block}").split("\n$ byelaw ").skip(1) {
            let (command, told) = part.split_once('\n').expect("a command and what it says");
            assert_eq!(ask(&folder, command).out.trim_end(), told.trim_end(), "{command}");
            count += 1;
        }
    }
    assert!(count > 5);
}

#[test]
fn only_what_is_allowed_in_every_case_ends_well() {
    let folder = school();
    let code = |line: &str| ask(&folder, line).code;
    assert_eq!(code("can year-6 use-phone --place hall --time lunch"), 0);
    assert_eq!(code("can year-6 use-phone --time lunch"), 1, "elsewhere on conditions");
    assert_eq!(code("can year-5 use-phone --place hall --time lunch"), 1, "on conditions");
    assert_eq!(code("can staff use-phone"), 1, "nobody has said");
    assert_eq!(code("can staff \"join full\" --device own-phones"), 1, "forbidden");
    assert_eq!(code("can staff \"join full\" --device school-tablets"), 0);
    assert_eq!(code("can staff \"join guest\" --device school-tablets"), 0, "a wider step of the ladder");
    assert_eq!(code("can staff \"join guest\" --device own-phones"), 1, "the narrower step says something of its own");
}

#[test]
fn names_are_found_by_name_and_title_and_a_near_miss_is_suggested() {
    let folder = school();
    let there = ask(&folder, "can year-6 use-phone --place hall --time 12:10 --quiet").out;
    for same in [
        "can \"Year 6\" \"Use a phone\" --place \"The hall\" --time lunch --quiet",
        "can year-6 use-phone --place hall --time 13:09 --quiet",
    ] {
        assert_eq!(ask(&folder, same).out, there, "{same}");
    }
    let by_title = ask(&folder, "can staff \"connect to the guest wi-fi\" --device school-tablets");
    assert_eq!(by_title.code, 0, "{}", by_title.err);
    for (line, helped) in [
        ("can pupls use-phone", "did you mean `pupils`?"),
        ("can pupils use-fone", "did you mean `use-phone`?"),
        ("can pupils \"join gest\"", "did you mean `guest`?"),
        ("can pupils use-phone --time lunsh", "did you mean `lunch`?"),
        (
            "can pupils use-phone --place moon",
            "write a name or a title from the sources, such as `hall` or `classrooms`",
        ),
        ("can pupils use-phone --time 25:00", "such as `lessons` or `lunch`"),
        ("matrix who when --activity use-phone", "`place` or `time`"),
        ("matrix who place", "`--activity use-phone`"),
        ("matrix who who --activity use-phone", "name two different ones"),
    ] {
        let run = ask(&folder, line);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}");
        assert!(run.err.contains(helped), "{line}: {}", run.err);
    }
}

#[test]
fn json_has_the_same_answer() {
    let folder = school();
    let read = |line: &str| -> serde_json::Value { serde_json::from_str(&ask(&folder, line).out).expect("JSON") };
    let can = read("can pupils use-phone --place hall --time lunch --format json --as-of 2026-11-22");
    assert_eq!((can["schema"].as_u64(), can["as_of"].as_str()), (Some(1), Some("2026-11-22")));
    let answer = &can["answers"][0];
    assert_eq!(answer["decision"], "mixed");
    assert_eq!(answer["parts"][0]["decision"], "allow");
    assert_eq!(answer["parts"][0]["rules"][0]["id"], "phones.trial");
    assert_eq!(answer["parts"][0]["rules"][0]["path"], "school.byelaw");
    assert_eq!(answer["parts"][1]["conditions"][0], "if a written plan says so");
    let why = read("why year-5 use-phone --format json");
    let part = &why["answers"][0]["parts"][0];
    assert_eq!(part["steps"][1]["depth"], 1);
    assert_eq!(part["steps"][1]["decides"], true);
    assert_eq!(part["without"]["decision"], "forbid");
    assert_eq!(part["sentence"], "year-5 may use-phone despite phones.reasons");
}

#[test]
fn a_school_with_a_fault_is_not_asked() {
    let folder = school();
    folder.write("more.byelaw", "rules more \"More\" {\n  a: pupils must not use-fone\n}\n");
    let run = ask(&folder, "can pupils use-phone");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("use-fone"), "{}", run.err);
}

#[test]
fn tables_for_programs_are_whole_and_harmless() {
    let folder = school();
    folder.write(
        "odd.byelaw",
        "places {\n  odd \"=SUM(A1), <b>|\"\n}\nrules odd-rules \"Odd\" {\n  x: pupils may join full in odd\n}\n",
    );
    let table = |to: &str| {
        ask(
            &folder,
            &format!("matrix place network --activity join --who pupils --device own-phones --to {to} --quiet"),
        )
        .out
    };
    assert!(table("csv").contains("\"'=SUM(A1), <b>|\""), "{}", table("csv"));
    let html = table("html");
    assert!(html.contains("=SUM(A1), &lt;b&gt;|"), "{html}");
    roxmltree::Document::parse(&format!("<div>{html}</div>")).expect("balanced");
    assert!(table("md").contains("&lt;b>\\|"), "{}", table("md"));
}

#[test]
fn a_table_is_a_page_as_well() {
    let folder = school();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_byelaw"))
        .args(["matrix", "device", "network", "--activity", "join", "--to", "pdf", "--quiet"])
        .current_dir(folder.path())
        .output()
        .expect("the command runs");
    if cfg!(feature = "pdf") {
        assert_eq!(run.status.code(), Some(0));
        assert!(run.stdout.starts_with(b"%PDF-"));
        folder.write("answers.pdf", &run.stdout);
        assert_eq!(ask(&folder, "verify answers.pdf").code, 0);
        let text = std::fs::read_to_string(folder.path().join("school.byelaw")).expect("the source");
        folder.write("school.byelaw", text.replace("| join full  | yes ", "| join full  | no  "));
        let run = ask(&folder, "verify answers.pdf");
        assert_eq!((run.code, run.out.contains("is not current")), (1, true), "{}{}", run.out, run.err);
        folder.write("school.byelaw", text.replace("join", "enter"));
        let run = ask(&folder, "verify answers.pdf");
        assert!(run.code == 1 && run.out.contains("can be asked no more"), "{}{}", run.out, run.err);
    } else {
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(2), b"".as_slice()));
        assert!(told.contains("cannot make PDFs"), "{told}");
    }
}

#[test]
fn every_school_can_be_asked() {
    for school in crate::harness::schools() {
        let path = school.to_string_lossy().into_owned();
        let run = byelaw(&["matrix", "who", "activity", &path, "--to", "csv"]);
        assert_eq!(run.code, 0, "{path}: {}", run.err);
        assert!(run.out.lines().count() > 3, "{path}: {}", run.out);
    }
}

#[test]
fn the_table_of_a_school_is_answered_as_it_is_printed() {
    let can = |device: &str, network: &str| {
        let activity = format!("join {network}");
        byelaw(&["can", "visitors", &activity, "policies/gorsemoor", "--device", device, "--place", "staffroom"]).code
    };
    assert_eq!(can("authorised", "full"), 0);
    assert_eq!(can("pupil-owned", "full"), 1);
    assert_eq!(can("pupil-owned", "internet"), 0);
}

#[test]
fn what_is_decided_goes_out_and_nothing_else() {
    let folder = school();
    let out = ask(&folder, "export --format csv --quiet --as-of 2026-11-22");
    assert_eq!(out.code, 0, "{}", out.err);
    let lines: Vec<&str> = out.out.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "action,who,object,device,network,school,place,time,decision,conditions,rules,forbidden if,otherwise,day"
    );
    assert!(
        lines.contains(
            &"use-phone,headteacher teachers year-6,*,*,*,*,hall,12:10..13:10,allow,,phones.staff phones.trial,,,2026-11-22"
        ),
        "{}",
        out.out
    );
    assert!(
        lines.contains(&"join,*,-,own-phones,full,*,*,*,forbid,,reach-table.join-full.own-phones,,,2026-11-22"),
        "{}",
        out.out
    );
    assert!(
        lines.iter().any(|line| line.contains("conditional,if a written plan says so,phones.away phones.reasons,")),
        "{}",
        out.out
    );
    assert!(!out.out.contains("undecided"));
    folder.write("clash.byelaw", "rules clash \"Clash\" {\n  x: staff must not use-phone\n}\n");
    let stopped = ask(&folder, "export --format csv");
    assert_eq!((stopped.code, stopped.out.as_str()), (1, ""));
    assert!(stopped.err.contains("`clash.x` forbids it  clash.byelaw:2:3"), "{}", stopped.err);
}
