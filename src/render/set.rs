//! A whole set of documents → bytes, on as many threads as the machine has, in the order in which they were asked for.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Format, RenderError, Rendered, Renderer};
use crate::document::Document;

/// More workers than this would only wait for memory.
const WORKERS_AT_MOST: usize = 16;

impl Renderer {
    /// Renders each document in each format; the first in order that fails is the answer.
    ///
    /// With threads there is no order of work, but there is one of results: the same on every machine.
    pub fn render_all(&self, documents: &[Document], formats: &[Format]) -> Result<Vec<Rendered>, RenderError> {
        let jobs: Vec<(&Document, Format)> =
            documents.iter().flat_map(|document| formats.iter().map(move |format| (document, *format))).collect();
        self.render_each(&jobs)
    }

    /// Renders some documents, each in a format of its own.
    pub fn render_each(&self, jobs: &[(&Document, Format)]) -> Result<Vec<Rendered>, RenderError> {
        let workers = thread::available_parallelism().map_or(1, NonZero::get).min(WORKERS_AT_MOST).min(jobs.len());
        let printed = jobs.iter().filter(|(_, format)| format.is_pdf()).count();
        let next = AtomicUsize::new(0);
        let done: Vec<Mutex<Option<Result<Rendered, RenderError>>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
        let work = || {
            let desk = self.desk(workers, printed);
            while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < jobs.len()) {
                let (document, format) = jobs[at];
                let made = self.render_at(document, format, &desk);
                if made.is_err() {
                    // What comes later in order need not be made; what comes before it is being made.
                    next.store(jobs.len(), Ordering::Relaxed);
                }
                *done[at].lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(made);
            }
        };
        thread::scope(|scope| {
            for _ in 1..workers {
                scope.spawn(work);
            }
            work();
        });
        let results = done.into_iter().map(|it| it.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()));
        results.flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::render::{Format, sample};

    #[cfg(feature = "pdf")]
    const FORMATS: &[Format] = Format::ALL;
    #[cfg(not(feature = "pdf"))]
    const FORMATS: &[Format] = &[Format::Markdown, Format::Html];

    fn named(id: &str) -> Document {
        Document { id: id.to_owned(), ..sample::full() }
    }

    #[test]
    fn a_set_is_what_its_documents_are_one_by_one() {
        let documents: Vec<Document> = (0..7).map(|at| named(&format!("paper-{at}"))).collect();
        let renderer = sample::renderer();
        let one_by_one: Vec<_> = documents
            .iter()
            .flat_map(|document| FORMATS.iter().map(|format| renderer.render(document, *format).unwrap()))
            .collect();
        assert!(renderer.render_all(&documents, FORMATS).unwrap() == one_by_one);
        assert!(renderer.render_all(&[], FORMATS).unwrap().is_empty());
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn the_first_that_fails_is_told_whoever_came_first() {
        let broken = |id: &str| Document { title: "王".to_owned(), ..named(id) };
        let documents = [named("a"), broken("b"), named("c"), broken("d"), broken("e")];
        for _ in 0..5 {
            let error = sample::renderer().render_all(&documents, FORMATS).unwrap_err();
            assert_eq!(error.document, "b", "{error}");
        }
    }
}
