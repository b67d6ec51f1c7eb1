//! A procedure as a picture in HTML: SVG that takes its colours from the page.

use crate::document::{Chart, ChartBox, LINE, Shape, Way};
use crate::render::html_text::{escape, id};

/// From the top of a line of words to the line that they stand on.
const RISE: i32 = 10;
/// The words of a step begin so far from the edge of their box.
const INDENT: i32 = 10;

pub(super) fn chart(chart: &Chart) -> String {
    let boxes: String = chart.boxes.iter().map(drawn).collect();
    let ways: String = chart.ways.iter().map(way).collect();
    format!(
        "<figure class=\"flowchart\"{} tabindex=\"0\" role=\"group\" aria-label=\"Flowchart: {title}\">\n<svg viewBox=\"0 0 {} {}\" width=\"{}\" role=\"img\" aria-label=\"{}\">\n{ways}{boxes}</svg>\n</figure>\n",
        id(&chart.anchor),
        chart.width,
        chart.height,
        chart.width,
        escape(&chart.words),
        title = escape(&chart.title),
    )
}

fn drawn(it: &ChartBox) -> String {
    let (class, round) = match it.shape {
        Shape::Step => ("step", 3),
        Shape::Question => ("question", 14),
        Shape::End => ("end", 11),
    };
    let count = i32::try_from(it.lines.len()).unwrap_or(i32::MAX / LINE);
    let top = it.y + (it.height - LINE * count) / 2 + RISE;
    let (x, anchor) = match it.shape {
        Shape::End => (it.x + it.width / 2, " text-anchor=\"middle\""),
        _ => (it.x + INDENT, ""),
    };
    let line = |(line, nth): (&String, i32)| {
        format!("<text x=\"{x}\" y=\"{}\"{anchor}>{}</text>", top + LINE * nth, escape(line))
    };
    let lines: String = it.lines.iter().zip(0..).map(line).collect();
    format!(
        "<g class=\"{class}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{round}\"/>{lines}</g>\n",
        it.x, it.y, it.width, it.height
    )
}

fn way(it: &Way) -> String {
    let points: Vec<String> = it.points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let answer = match it.answer.as_str() {
        "" => String::new(),
        answer => format!("<text class=\"answer\" x=\"{}\" y=\"{}\">{}</text>", it.at.0, it.at.1, escape(answer)),
    };
    format!("<polyline points=\"{}\"/>{}{answer}\n", points.join(" "), tip(&it.points))
}

/// The point of the arrow, at the end of the last stretch.
fn tip(points: &[(i32, i32)]) -> String {
    let [.., (before, above), (x, y)] = points else { return String::new() };
    let corners = match (x - before, y - above) {
        (0, _) => [(*x, *y), (x - 4, y - 7), (x + 4, y - 7)],
        (across, _) => [(*x, *y), (x - 7 * across.signum(), y - 4), (x - 7 * across.signum(), y + 4)],
    };
    let corners = corners.map(|(x, y)| format!("{x},{y}"));
    format!("<polygon points=\"{}\"/>", corners.join(" "))
}
