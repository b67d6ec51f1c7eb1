//! Dates of each precision on the days around their edges, with and without a term calendar.

use crate::harness::{Folder, byelaw};

/// A school whose one policy falls due for review as this line says.
fn school(review: &str, calendar: &str) -> Folder {
    let source = format!(
        "school oakfield \"Oakfield Primary School\"\nrole governors \"Governing body\" is body\npolicy p \"Policy\" {{\n  \
         owner governors\n  approved 2015-09-01 by governors\n  review {review}\n}}\n"
    );
    Folder::with(&[("a.byelaw", &source), ("terms.yaml", calendar)])
}

const CALENDAR: &str = "terms:\n  - { term: autumn 2017, starts: 2017-09-04, ends: 2017-12-21, \
                        half-term: { from: 2017-10-23, until: 2017-10-27 } }\n";

/// The names of what is found on a day.
fn found(folder: &Folder, day: &str) -> Vec<String> {
    let run = byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", day, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let all = report["findings"].as_array().expect("findings").iter();
    all.map(|it| it["lint"].as_str().expect("a name").to_owned()).collect()
}

fn overdue(folder: &Folder, day: &str) -> bool {
    found(folder, day).iter().any(|name| name == "review-overdue")
}

/// The last day on which it is still good, and the day after.
fn edge(review: &str, calendar: &str, good: &str, past: &str) {
    let folder = school(review, calendar);
    assert!(!overdue(&folder, good), "{review} is overdue on {good}");
    assert!(overdue(&folder, past), "{review} is not overdue on {past}");
}

#[test]
fn a_day_a_month_a_year_and_an_academic_year() {
    edge("every year next 2016-06-15", "", "2016-06-15", "2016-06-16");
    edge("every year next 2016-02", "", "2016-02-29", "2016-03-01");
    edge("every 2 years next 2017-02", "", "2017-02-28", "2017-03-01");
    edge("every 2 years next 2016", "", "2016-12-31", "2017-01-01");
    edge("every 2 years next 2016/17", "", "2017-08-31", "2017-09-01");
}

#[test]
fn a_term_with_a_calendar_ends_on_its_last_day() {
    edge("every 3 years next autumn 2017", CALENDAR, "2017-12-21", "2017-12-22");
    edge("every 3 years next autumn.1 2017", CALENDAR, "2017-10-22", "2017-10-23");
    edge("every 3 years next autumn.2 2017", CALENDAR, "2017-12-21", "2017-12-22");
}

#[test]
fn a_term_without_a_calendar_is_past_only_when_its_year_is() {
    edge("every 3 years next autumn 2017", "", "2017-12-31", "2018-01-01");
    let folder = school("every 3 years next autumn 2017", "");
    for (day, told) in [("2016-12-31", "not past"), ("2017-11-01", "cannot be told"), ("2018-01-01", "is past")] {
        let run = byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", day, "--format", "short"]);
        let line = run.out.lines().find(|line| line.contains("[review-date-imprecise]")).unwrap_or_default();
        assert!(line.contains(told), "{day}: {line}");
    }
    let told = found(&school("every 3 years next autumn 2017", CALENDAR), "2017-11-01");
    assert!(!told.iter().any(|name| name == "review-date-imprecise"));
}

#[test]
fn whichever_comes_sooner_counts() {
    // No next review is stated: it follows from the approval and the shorter of two frequencies.
    let folder = school("every 2 years\n  review every year after \"a change in the law\"", "");
    assert!(!overdue(&folder, "2016-09-01") && overdue(&folder, "2016-09-02"));
    // Of two stated dates the earlier is the one that is missed first.
    let folder = school("every year next 2016-04\n  review next 2016-06", "");
    assert!(!overdue(&folder, "2016-04-30") && overdue(&folder, "2016-05-01"));
    assert!(found(&folder, "2016-04-30").iter().any(|name| name == "review-date-conflict"));
    // A claim that is later than the frequency allows is told.
    let folder = school("every year next 2017-09", "");
    assert!(found(&folder, "2016-01-01").iter().any(|name| name == "review-date-conflict"));
}

#[test]
fn what_is_reviewed_every_academic_year_has_until_the_end_of_the_next() {
    // Approved on 1 September 2015, in the academic year 2015/16: the review of 2016/17 may be as late as August 2017.
    let folder = school("every academic-year", "");
    assert!(!overdue(&folder, "2017-08-31") && overdue(&folder, "2017-09-01"));
    let conflict = |next: &str| {
        let folder = school(&format!("every academic-year next {next}"), "");
        found(&folder, "2016-01-01").iter().any(|name| name == "review-date-conflict")
    };
    assert!(!conflict("2017-08-31") && conflict("2017-09-01"));
    // The sooner of two frequencies counts, whatever it is counted in.
    let folder = school("every academic-year\n  review every year after \"a change in the law\"", "");
    assert!(!overdue(&folder, "2016-09-01") && overdue(&folder, "2016-09-02"));
}

#[test]
fn a_review_that_is_near_is_told_within_the_window() {
    let folder = school("every year next 2016-06-15", "");
    let soon = |day: &str| found(&folder, day).iter().any(|name| name == "review-due-soon");
    assert!(!soon("2016-04-15") && soon("2016-04-16") && soon("2016-06-15") && !soon("2016-06-16"));
}
