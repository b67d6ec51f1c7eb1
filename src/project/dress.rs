//! What the documents of a folder wear: its look, its logo and templates of its own.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::{Folder, LoadError, Reader, file};
use crate::diagnostic::Diagnostic;
use crate::render::logo;

impl Reader<'_> {
    pub(super) fn dress(&mut self, folder: &mut Folder) -> Result<(), LoadError> {
        self.named_logo(folder);
        self.own_templates(folder)
    }

    /// The logo that `byelaw.yaml` names.
    fn named_logo(&mut self, folder: &mut Folder) {
        let Some(name) = &folder.config.logo else { return };
        let path = folder.root.join(&name.value);
        self.named.push(path.clone());
        let read = if self.is_file(&path) { file::bytes(&path) } else { Err(ErrorKind::NotFound.into()) };
        let (message, help) = match read {
            Ok(Ok(bytes)) => match logo::data_uri(&name.value, &bytes) {
                Ok(uri) => {
                    folder.templates.insert(logo::LOGO.to_owned(), uri);
                    return;
                }
                Err(refused) => refused,
            },
            Ok(Err(refusal)) => (format!("`{}`: {}", name.value, refusal.message), refusal.help),
            Err(error) if error.kind() == ErrorKind::NotFound => (
                format!("there is no file `{}`", name.value),
                "put the logo beside `byelaw.yaml`, or take this line out",
            ),
            Err(error) => (format!("`{}` cannot be read: {error}", name.value), "check that you may read it"),
        };
        self.found.push(Diagnostic::error("yaml", name.span, message).help(help));
    }

    /// What sets the look that was chosen, and the files in the folder `templates`, where there is one.
    fn own_templates(&mut self, folder: &mut Folder) -> Result<(), LoadError> {
        let look = folder.config.look.templates();
        folder.templates.extend(look.into_iter().map(|(name, text)| (name.to_owned(), text)));
        let Ok(entries) = fs::read_dir(folder.root.join("templates")) else { return Ok(()) };
        let mut paths: Vec<PathBuf> =
            entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(id) = self.read(&path)? {
                folder.templates.insert(name, self.sources.get(id).text.clone());
            }
        }
        Ok(())
    }
}
