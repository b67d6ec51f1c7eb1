//! What a build makes: a set for each folder, and a job for each file of it.

use std::path::PathBuf;

use crate::document::Document;
use crate::project::Project;
use crate::render::{Branch, Format, INDEX, file_name};

/// What belongs in one folder, and where that is.
pub(super) struct Set<'a> {
    pub(super) out: PathBuf,
    pub(super) unit: &'a Project,
    pub(super) contents: Contents,
}

pub(super) enum Contents {
    /// The documents of one school.
    School(Vec<Document>),
    /// The schools of a trust, whose page has this name.
    Trust { page: String, title: String, schools: Vec<Branch> },
}

/// One file of a set.
pub(super) struct Job<'a> {
    pub(super) set: &'a Set<'a>,
    pub(super) what: What<'a>,
}

/// What stands in a file.
pub(super) enum What<'a> {
    Document(&'a Document, Format),
    /// The page from which the documents are reached.
    Index(&'a [Document]),
    /// The page from which those of the schools are.
    Schools {
        page: &'a str,
        title: &'a str,
        schools: &'a [Branch],
    },
}

impl Set<'_> {
    /// Its files in these formats; the page that leads to them comes last.
    pub(super) fn jobs(&self, formats: &[Format]) -> Vec<Job<'_>> {
        let html = formats.contains(&Format::Html);
        match &self.contents {
            Contents::School(documents) => {
                let each = documents.iter().flat_map(|document| formats.iter().map(move |format| (document, *format)));
                let mut jobs: Vec<Job<'_>> = each
                    .filter(|(document, format)| format.suits(document))
                    .map(|(document, format)| Job { set: self, what: What::Document(document, format) })
                    .collect();
                if html && jobs.iter().all(|job| job.name() != INDEX) {
                    jobs.push(Job { set: self, what: What::Index(documents) });
                }
                jobs
            }
            Contents::Trust { page, title, schools } => {
                let what = What::Schools { page, title, schools };
                html.then_some(Job { set: self, what }).into_iter().collect()
            }
        }
    }
}

impl Job<'_> {
    /// What its file is called.
    pub(super) fn name(&self) -> String {
        match self.what {
            What::Document(document, format) => file_name(document, format),
            What::Index(_) => INDEX.to_owned(),
            What::Schools { page, .. } => page.to_owned(),
        }
    }
}
