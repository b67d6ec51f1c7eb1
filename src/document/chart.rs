//! A procedure as a picture: its steps in one column, and the ways between them, laid out so that nothing overlaps.
//!
//! Lengths are in points, from the top left corner. The words in the boxes are those of the numbered steps, which always
//! stand beside the picture; shapes and words carry the meaning, and colour none of it.

use serde::Serialize;

/// A drawn procedure.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// The title of the procedure.
    pub title: String,
    /// Its anchor, unique in the document.
    pub anchor: String,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// The boxes, from top to bottom.
    pub boxes: Vec<ChartBox>,
    /// The ways between them.
    pub ways: Vec<Way>,
    /// The whole in words, for those who do not see it.
    pub words: String,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Something that is done.
    Step,
    /// A question.
    Question,
    /// The end.
    End,
}

/// A box.
#[derive(Clone, Debug, Serialize)]
pub struct ChartBox {
    /// What it stands for.
    pub shape: Shape,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its words, line by line.
    pub lines: Vec<String>,
}

/// A way from one box to another.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// The corners, from the first box to the tip of the arrow.
    pub points: Vec<(i32, i32)>,
    /// The answer that leads this way; empty where there is only one.
    pub answer: String,
    /// The number of the step that it leads to, or the end: for a picture that is cut.
    pub to: String,
    /// Where the answer stands: its left end, and the line it stands on.
    pub at: (i32, i32),
}

/// A step before it is laid out.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// Whether it asks something.
    pub asks: bool,
    /// Its words.
    pub words: String,
    /// The answers and the steps that they lead to, by their places; `None` is the end. Empty: on to the next.
    pub exits: Vec<(String, Option<usize>)>,
}

const BOX: i32 = 410;
/// From one line of words to the next.
pub const LINE: i32 = 13;
const PADDING: i32 = 7;
const GAP: i32 = 20;
const LANE: i32 = 16;
const MARGIN: i32 = 2;
/// So many characters stand in one line of a box.
const CHARACTERS: usize = 64;
/// From the head or foot of a box to where a way on its side ends or begins.
const DOOR: i32 = 8;
/// From the right edge of a box to the first lane there is room for an answer.
const ANSWER: i32 = 34;

/// Lays a procedure out.
pub(super) fn chart(title: &str, anchor: &str, stops: &[Stop]) -> Chart {
    let ends = stops.len();
    let mut boxes = column(stops);
    let mut ways = Vec::new();
    let mut jumps = Vec::new();
    for (at, stop) in stops.iter().enumerate() {
        let next = if at + 1 < ends { Some(at + 1) } else { None };
        let exits = if stop.exits.is_empty() { vec![(String::new(), next)] } else { stop.exits.clone() };
        for (answer, to) in exits {
            let to = to.unwrap_or(ends);
            if to == at + 1 {
                ways.push(Way { to: called(to, ends), ..down(&boxes[at], &boxes[to], answer) });
            } else {
                jumps.push((at, to, answer));
            }
        }
    }
    let lanes = lanes(&jumps);
    let last = lanes.iter().max().map_or(0, |lane| *lane as i32 + 1);
    for ((from, to, answer), lane) in jumps.into_iter().zip(lanes) {
        let x = MARGIN + BOX + ANSWER + LANE * lane as i32;
        ways.push(Way { to: called(to, ends), ..aside(&boxes[from], &boxes[to], x, answer) });
    }
    let bottom = boxes.last().map_or(0, |it| it.y + it.height);
    let width = MARGIN + BOX + if last > 0 { ANSWER + LANE * last } else { MARGIN };
    boxes.shrink_to_fit();
    Chart {
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        width,
        height: bottom + MARGIN,
        boxes,
        ways,
        words: words(title, stops),
    }
}

/// The boxes one below the other, and the end.
fn column(stops: &[Stop]) -> Vec<ChartBox> {
    let mut y = MARGIN;
    let mut boxes = Vec::new();
    for (at, stop) in stops.iter().enumerate() {
        let lines = wrapped(&format!("{}. {}", at + 1, stop.words));
        let height = 2 * PADDING + LINE * i32::try_from(lines.len()).unwrap_or(i32::MAX / LINE - 1);
        let shape = if stop.asks { Shape::Question } else { Shape::Step };
        boxes.push(ChartBox { shape, x: MARGIN, y, width: BOX, height, lines });
        y += height + GAP;
    }
    let width = 60;
    let (x, lines) = (MARGIN + (BOX - width) / 2, vec!["End".to_owned()]);
    boxes.push(ChartBox { shape: Shape::End, x, y, width, height: LINE + PADDING, lines });
    boxes
}

/// A box as a way names it.
fn called(at: usize, ends: usize) -> String {
    if at == ends { "the end".to_owned() } else { (at + 1).to_string() }
}

/// Straight down to the next box.
fn down(from: &ChartBox, to: &ChartBox, answer: String) -> Way {
    let x = MARGIN + BOX / 2;
    Way {
        points: vec![(x, from.y + from.height), (x, to.y)],
        answer,
        to: String::new(),
        at: (x + 8, from.y + from.height + 12),
    }
}

/// Out to a lane on the right near the foot of a box, along it, and back in near the head of another.
fn aside(from: &ChartBox, to: &ChartBox, lane: i32, answer: String) -> Way {
    let out = from.y + from.height - DOOR;
    let back = to.y + DOOR;
    let points = vec![(from.x + from.width, out), (lane, out), (lane, back), (to.x + to.width, back)];
    Way { points, answer, to: String::new(), at: (from.x + from.width + 6, out + 13) }
}

/// The lane of each jump: the first in which it meets no other jump, but those that end in the same box may share one.
fn lanes(jumps: &[(usize, usize, String)]) -> Vec<usize> {
    let span = |(from, to, _): &(usize, usize, String)| (*from.min(to), *from.max(to));
    let mut taken: Vec<Vec<usize>> = Vec::new();
    let mut lanes = vec![0; jumps.len()];
    // The short ones keep close to the boxes.
    let mut order: Vec<usize> = (0..jumps.len()).collect();
    order.sort_by_key(|at| (span(&jumps[*at]).1 - span(&jumps[*at]).0, *at));
    for at in order {
        let (start, end) = span(&jumps[at]);
        let free = |lane: &Vec<usize>| {
            lane.iter().all(|other| {
                let (first, last) = span(&jumps[*other]);
                end < first || last < start || jumps[*other].1 == jumps[at].1
            })
        };
        let lane = taken.iter().position(free).unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push(at);
        lanes[at] = lane;
    }
    lanes
}

/// Cuts words into lines of much the same length, so that no word is left alone on the last.
fn wrapped(text: &str) -> Vec<String> {
    let widest = cut(text, CHARACTERS);
    let least = (text.chars().count() / widest.len()).max(1);
    let narrower = (least..CHARACTERS).map(|width| cut(text, width)).find(|lines| lines.len() == widest.len());
    narrower.unwrap_or(widest)
}

/// Cuts words into lines that are at most so long; a word that is too long for one is cut as well.
fn cut(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let line = lines.last().map_or(0, |line| line.chars().count());
            let piece: String = rest.drain(..rest.len().min(width)).collect();
            let needs = piece.chars().count() + usize::from(line > 0);
            if line + needs > width {
                lines.push(piece);
            } else if let Some(last) = lines.last_mut() {
                last.push_str(if line > 0 { " " } else { "" });
                last.push_str(&piece);
            }
        }
    }
    lines
}

/// The whole in words: every step, and where it leads.
fn words(title: &str, stops: &[Stop]) -> String {
    let mut words = format!("Flowchart: {title}.");
    let place = |to: &Option<usize>| to.map_or("the end".to_owned(), |to| format!("step {}", to + 1));
    for (at, stop) in stops.iter().enumerate() {
        words.push_str(&format!(" {}. {}", at + 1, stop.words));
        for (answer, to) in &stop.exits {
            match answer.as_str() {
                "" => words.push_str(&format!(" Then {}.", place(to))),
                answer => words.push_str(&format!(" {answer}: {}.", place(to))),
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(words: &str, exits: &[(&str, Option<usize>)]) -> Stop {
        let exits: Vec<_> = exits.iter().map(|(answer, to)| ((*answer).to_owned(), *to)).collect();
        Stop { asks: exits.len() > 1, words: words.to_owned(), exits }
    }

    /// Procedures of every length up to twelve, with jumps spread over them.
    fn procedures() -> Vec<Vec<Stop>> {
        let mut all = Vec::new();
        for length in 0..12_usize {
            for stride in 2..5_usize {
                let exits = |at: usize| match at % 3 {
                    0 if at + stride < length => vec![("Yes", Some(at + 1)), ("No", Some(at + stride))],
                    1 if at + stride < length => vec![("", Some(at + stride))],
                    2 if at.is_multiple_of(2) => vec![("", None)],
                    _ => Vec::new(),
                };
                let words = "tell the designated safeguarding lead at once ".repeat(1 + stride % 3);
                all.push((0..length).map(|at| stop(words.trim(), &exits(at))).collect());
            }
        }
        all
    }

    #[test]
    fn boxes_lie_below_each_other_and_inside_the_picture() {
        for stops in procedures() {
            let chart = chart("T", "t", &stops);
            assert_eq!(chart.boxes.len(), stops.len() + 1, "every step once, and the end");
            for pair in chart.boxes.windows(2) {
                assert!(pair[0].y + pair[0].height < pair[1].y);
            }
            for (x, y) in chart.ways.iter().flat_map(|way| &way.points) {
                assert!((0..=chart.width).contains(x) && (0..=chart.height).contains(y), "({x}, {y})");
            }
        }
    }

    #[test]
    fn every_exit_is_a_way_and_no_two_cover_each_other() {
        for stops in procedures() {
            let chart = chart("T", "t", &stops);
            let exits: usize = stops.iter().map(|stop| stop.exits.len().max(1)).sum();
            assert_eq!(chart.ways.len(), exits);
            let upright = |way: &Way| {
                way.points
                    .windows(2)
                    .find(|it| it[0].0 == it[1].0)
                    .map(|it| (it[0].0, it[0].1.min(it[1].1), it[0].1.max(it[1].1), way.points.last().copied()))
            };
            let all: Vec<_> = chart.ways.iter().filter_map(upright).collect();
            for (nth, (x, top, bottom, tip)) in all.iter().enumerate() {
                for (other, first, last, end) in &all[nth + 1..] {
                    let meet = x == other && top < last && first < bottom;
                    assert!(!meet || tip == end, "two ways in one lane lead to different boxes");
                }
            }
        }
    }

    #[test]
    fn lines_fit_and_lose_nothing() {
        let text = "tell the designated safeguarding lead, who writes it down, ".repeat(4) + &"x".repeat(120);
        let lines = wrapped(&text);
        assert!(lines.iter().all(|line| line.chars().count() <= CHARACTERS));
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn no_word_is_left_alone_on_the_last_line() {
        let lines = wrapped("1. Staff must see that everybody is safe, and stop what is going on.");
        assert_eq!(lines, ["1. Staff must see that everybody is", "safe, and stop what is going on."]);
    }

    #[test]
    fn the_words_say_every_step_and_every_answer() {
        let stops = [stop("Is a child in danger?", &[("Yes", Some(1)), ("No", None)]), stop("Ring the police.", &[])];
        assert_eq!(
            words("Danger", &stops),
            "Flowchart: Danger. 1. Is a child in danger? Yes: step 2. No: the end. 2. Ring the police."
        );
    }
}
