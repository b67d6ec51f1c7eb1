//! Document → one page of HTML: blocks as elements here, the page around them in `templates/html/`.

use std::fmt::Write as _;

use crate::document::{Block, Clause, Document, Field, FieldKind, Heading, Question, Run};
use crate::render::RenderError;
use crate::render::html_chart;
use crate::render::html_table;
use crate::render::html_text::{escape, id, inline};
use crate::render::symbol;
use crate::render::template::{Front, Pages};
use crate::render::text::{fragment, one_line};

/// The whole page.
pub(super) fn page(document: &Document, pages: &Pages) -> Result<String, RenderError> {
    let front = Front {
        id: document.id.clone(),
        title: one_line(&document.title),
        kind: document.kind,
        school: one_line(&document.school),
        letterhead: document.letterhead.clone(),
        large: document.large,
        audience: one_line(&document.audience),
        facts: document.facts.clone(),
        state: one_line(&document.state),
        seal: document.seal.line(),
        draft: document.draft,
    };
    pages.fill("document.html", &front, contents(&document.contents), sections(&document.body))
}

/// The list of contents, nested as the headings are.
fn contents(entries: &[Heading]) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for entry in entries {
        if entry.level > depth {
            out.push_str("<ol>\n");
            depth += 1;
        } else {
            out.push_str("</li>\n");
            while depth > entry.level {
                out.push_str("</ol>\n</li>\n");
                depth -= 1;
            }
        }
        let _ = write!(out, "<li><a href=\"#{}\">{}</a>", escape(&fragment(&entry.anchor)), numbered(entry));
    }
    for _ in 0..depth {
        out.push_str("</li>\n</ol>\n");
    }
    out
}

fn numbered(heading: &Heading) -> String {
    let title = escape(&heading.title);
    if heading.number.is_empty() {
        title
    } else {
        format!("<span class=\"number\">{}</span> {title}", escape(&heading.number))
    }
}

/// The body, each heading opening a section.
fn sections(body: &[Block]) -> String {
    let mut out = String::new();
    let mut open: Vec<u8> = Vec::new();
    let mut under = "";
    let mut rest = body;
    while let [first, ..] = rest {
        if let Block::Heading(it) = first {
            while open.last().is_some_and(|level| *level >= it.level) {
                open.pop();
                out.push_str("</section>\n");
            }
            open.push(it.level);
            under = &it.title;
            let named = escape(&fragment(&it.anchor));
            out.push_str(&if named.is_empty() {
                "<section>\n".into()
            } else {
                format!("<section aria-labelledby=\"{named}\">\n")
            });
        }
        let taken = like_first(rest);
        match first {
            Block::Table(table) => out.push_str(&html_table::table(table, under)),
            _ => out.push_str(&blocks(&rest[..taken])),
        }
        rest = &rest[taken..];
    }
    out.push_str(&"</section>\n".repeat(open.len()));
    out
}

/// How many blocks at the front are set as one: definitions that follow each other share a list.
fn like_first(blocks: &[Block]) -> usize {
    blocks.iter().take_while(|block| matches!(block, Block::Definition { .. })).count().max(1)
}

fn blocks(all: &[Block]) -> String {
    let mut out = String::new();
    let mut rest = all;
    while let [first, ..] = rest {
        let taken = like_first(rest);
        match first {
            Block::Definition { .. } => out.push_str(&definitions(&rest[..taken])),
            _ => out.push_str(&block(first)),
        }
        rest = &rest[taken..];
    }
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(it) => heading(it),
        Block::Paragraph { runs } => format!("<p>{}</p>\n", inline(runs)),
        Block::Quote { blocks: inside } => format!("<blockquote>\n{}</blockquote>\n", blocks(inside)),
        Block::List { ordered, items } => list(*ordered, items),
        Block::Clauses { lead, items } => clauses(lead, items),
        Block::Steps { first, items } => {
            let start = if *first > 1 { format!(" start=\"{first}\"") } else { String::new() };
            format!("<ol class=\"steps\"{start}>\n{}</ol>\n", clause_items(items))
        }
        Block::Chart(chart) => html_chart::chart(chart),
        Block::Table(table) => html_table::table(table, ""),
        Block::Questions { items } => items.iter().map(question).collect(),
        Block::Fields { items } => {
            format!("<div class=\"fields\">\n{}</div>\n", items.iter().map(field).collect::<String>())
        }
        Block::Definition { .. } => definitions(std::slice::from_ref(block)),
        Block::Address { label } => {
            let rule = "<span class=\"rule\" aria-hidden=\"true\"></span>";
            format!("<p class=\"address\"><span>{}</span>{}</p>\n", escape(label), rule.repeat(3))
        }
        Block::Missing { title } => format!("<p class=\"missing\"><strong>Missing:</strong> {}</p>\n", escape(title)),
        Block::Closing { lines } => closing(lines),
    }
}

/// The page's title is `h1`, so a section's is one below its level.
fn heading(heading: &Heading) -> String {
    let level = heading.level.saturating_add(1).min(6);
    format!("<h{level}{}>{}</h{level}>\n", id(&heading.anchor), numbered(heading))
}

fn list(ordered: bool, items: &[Vec<Block>]) -> String {
    let tag = if ordered { "ol" } else { "ul" };
    let items: String = items.iter().map(|item| format!("<li>{}</li>\n", list_item(item))).collect();
    format!("<{tag}>\n{items}</{tag}>\n")
}

/// A first paragraph stands in its item bare, as in any short list.
fn list_item(item: &[Block]) -> String {
    match item {
        [Block::Paragraph { runs }, rest @ ..]
            if !rest.iter().any(|block| matches!(block, Block::Paragraph { .. })) =>
        {
            inline(runs) + if rest.is_empty() { "" } else { "\n" } + &blocks(rest)
        }
        _ => blocks(item),
    }
}

fn clauses(lead: &[Run], items: &[Clause]) -> String {
    match (lead, items) {
        ([], [only]) if only.symbol.is_none() => format!("<p{}>{}</p>\n", id(&only.anchor), clause_words(only)),
        ([], _) if items.iter().any(|clause| clause.symbol.is_some()) => promises(items),
        ([], _) => format!("<ul class=\"clauses\">\n{}</ul>\n", clause_items(items)),
        _ => format!("<p class=\"lead\">{}</p>\n<ul class=\"clauses\">\n{}</ul>\n", inline(lead), clause_items(items)),
    }
}

fn clause_items(items: &[Clause]) -> String {
    items.iter().map(|clause| format!("<li{}>{}</li>\n", id(&clause.anchor), clause_words(clause))).collect()
}

/// Promises with what is drawn beside them; the words of one without a drawing begin below those of its neighbours.
///
/// A list that shows no bullets must say that it is one, or some screen readers pass over it.
fn promises(items: &[Clause]) -> String {
    let item = |clause: &Clause| {
        let drawn = clause.symbol.map_or_else(|| "<span></span>".to_owned(), symbol::element);
        format!("<li{}>{drawn}<span>{}</span></li>\n", id(&clause.anchor), clause_words(clause))
    };
    let items: String = items.iter().map(item).collect();
    format!("<ul class=\"promises\" role=\"list\">\n{items}</ul>\n")
}

fn clause_words(clause: &Clause) -> String {
    match crate::render::text::clause_title(&clause.title) {
        Some(title) => format!("<strong>{}</strong> {}", escape(&title), inline(&clause.runs)),
        None => inline(&clause.runs),
    }
}

fn question(question: &Question) -> String {
    let answers: String = question
        .answers
        .iter()
        .map(|answer| format!("<li><span class=\"box\" aria-hidden=\"true\"></span>{}</li>\n", escape(answer)))
        .collect();
    let note = if question.note.is_empty() {
        String::new()
    } else {
        format!("<p class=\"note\">{}</p>\n", escape(&question.note))
    };
    format!(
        "<div class=\"question\"{}>\n<p>{}</p>\n<ul class=\"answers\" aria-label=\"Answers to tick\">\n{answers}</ul>\n{note}</div>\n",
        id(&question.anchor),
        inline(&question.runs)
    )
}

fn field(field: &Field) -> String {
    let kind = match field.kind {
        FieldKind::Text => "text",
        FieldKind::Account => "account",
        FieldKind::Signature => "signature",
        FieldKind::Date => "date",
    };
    format!(
        "<p class=\"field {kind}\"><span>{}</span><span class=\"rule\" aria-hidden=\"true\"></span></p>\n",
        escape(&field.label)
    )
}

fn definitions(all: &[Block]) -> String {
    let mut out = String::from("<dl class=\"definitions\">\n");
    for block in all {
        if let Block::Definition { word, runs } = block {
            let _ = writeln!(out, "<dt>{}</dt>\n<dd>{}</dd>", escape(word), inline(runs));
        }
    }
    out + "</dl>\n"
}

fn closing(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    match lines.as_slice() {
        [] => String::new(),
        [only] => format!("<p class=\"closing\">{only}</p>\n"),
        [first, rest @ ..] => {
            format!("<p class=\"closing\">{first}</p>\n<p class=\"signed\">{}</p>\n", rest.join("<br>\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Document};
    use crate::render::{Format, sample};

    fn html(document: &Document) -> String {
        String::from_utf8(sample::renderer().render(document, Format::Html).unwrap().bytes).unwrap()
    }

    #[test]
    fn hostile_words_stay_words() {
        let page = html(&sample::hostile());
        for code in ["<script>alert", "{{ title }} {% raw %}</script>", "javascript:alert(1)\"", "href=\"javascript"] {
            assert!(!page.contains(code), "{code}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(page.contains("{{ title }} {% raw %}"));
        assert!(page.contains("&amp;amp;"));
    }

    #[test]
    fn needs_no_other_file_and_runs_nothing() {
        let page = html(&sample::full());
        for outside in ["<script", "<link", "<img", "src=", "@import", "url(", "javascript:"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn a_table_has_a_caption_and_its_cells_know_their_headings() {
        let page = html(&sample::full());
        for part in [
            "<caption id=\"table-caption\">Who may bring what</caption>",
            "<th id=\"table-g1\" scope=\"colgroup\" colspan=\"2\">At school</th>",
            "<th id=\"table-c2\" scope=\"col\" headers=\"table-g1\">Staff</th>",
            "<th id=\"table-r1\" scope=\"row\">Phones</th>",
            "<td id=\"r11\" class=\"no\" headers=\"table-r1 table-g1 table-c2\">",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }

    #[test]
    fn every_link_inside_the_page_leads_somewhere() {
        let page = html(&sample::full());
        for link in page.split("href=\"#").skip(1) {
            let target = link.split('"').next().unwrap_or_default();
            assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
        }
    }

    #[test]
    fn each_element_is_closed() {
        let page = html(&sample::full());
        for tag in ["section", "ol", "ul", "li", "p", "div", "table", "dl", "blockquote", "span", "nav", "main"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}\n{page}");
        }
    }

    #[test]
    fn a_short_document_has_no_contents_and_a_final_one_no_banner() {
        let mut document = sample::full();
        document.contents.clear();
        document.draft = false;
        document.body = vec![Block::Missing { title: "Flow chart".into() }];
        let page = html(&document);
        assert!(!page.contains("<nav") && !page.contains("class=\"draft\""));
    }
}
