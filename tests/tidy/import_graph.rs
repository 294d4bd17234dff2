//! Which file of a crate uses which: read from the syntax, with re-exports followed to the file that defines a name.
//!
//! A `pub use` is not a use: it only shows a name elsewhere. Code under `#[cfg(test)]` is left out. Names that a macro
//! defines count as defined in the module that calls the macro.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::Visit;
use syn::{Item, UseTree};

/// A module: of a file, or inline in one.
#[derive(Default)]
struct Module {
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    /// Names defined here.
    items: BTreeSet<String>,
    /// Names brought in by `use`: the name, and the path it stands for.
    imports: Vec<Import>,
    /// Paths that occur in the code, of two segments or more.
    paths: Vec<Vec<String>>,
}

struct Import {
    name: String,
    path: Vec<String>,
    glob: bool,
    exported: bool,
}

/// A crate as a tree of modules.
pub struct Crate {
    modules: Vec<Module>,
    root: PathBuf,
}

/// What a path leads to.
enum Target {
    Module(usize),
    /// Something defined in that module.
    Item(usize),
}

impl Crate {
    /// Reads the crate whose root module is `file`, below `root`.
    pub fn read(root: &Path, file: &str) -> Crate {
        let mut read = Crate { modules: Vec::new(), root: root.to_owned() };
        let folder = Path::new(file).parent().map(Path::to_owned).unwrap_or_default();
        read.file(file, None, &folder);
        read
    }

    /// The uses between files: from, to.
    pub fn uses(&self) -> BTreeSet<(String, String)> {
        let mut uses = BTreeSet::new();
        for (at, module) in self.modules.iter().enumerate() {
            let imports = module.imports.iter().filter(|import| !import.exported).map(|import| &import.path);
            for path in imports.chain(&module.paths) {
                let Some(Target::Item(other)) = self.resolve(at, path, 0) else { continue };
                let other = &self.modules[other].file;
                if *other != module.file {
                    uses.insert((module.file.clone(), other.clone()));
                }
            }
        }
        uses
    }

    fn file(&mut self, file: &str, parent: Option<usize>, folder: &Path) -> usize {
        let text = fs::read_to_string(self.root.join(file)).unwrap_or_default();
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.module(file, &syntax.items, parent, folder)
    }

    /// Adds a module; `folder` holds the files of its children.
    fn module(&mut self, file: &str, items: &[Item], parent: Option<usize>, folder: &Path) -> usize {
        let at = self.modules.len();
        self.modules.push(Module { file: file.to_owned(), parent, ..Module::default() });
        for item in items.iter().filter(|item| !is_test(item)) {
            match item {
                Item::Mod(child) => self.child(at, child, file, folder),
                Item::Use(used) => {
                    let exported = !matches!(used.vis, syn::Visibility::Inherited);
                    flatten(&used.tree, &mut Vec::new(), exported, &mut self.modules[at].imports);
                }
                _ => {
                    let module = &mut self.modules[at];
                    module.items.extend(defined(item));
                    Paths { paths: &mut module.paths }.visit_item(item);
                }
            }
        }
        at
    }

    fn child(&mut self, at: usize, child: &syn::ItemMod, file: &str, folder: &Path) {
        let name = child.ident.to_string();
        let below = folder.join(&name);
        let index = match &child.content {
            Some((_, items)) => self.module(file, items, Some(at), &below),
            None => {
                let candidates = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
                let Some(found) = candidates.iter().find(|path| self.root.join(path).exists()) else { return };
                let found = found.to_string_lossy().replace('\\', "/");
                self.file(&found, Some(at), &below)
            }
        };
        self.modules[at].children.insert(name, index);
    }

    fn resolve(&self, at: usize, path: &[String], depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Target::Module(0),
            "self" => Target::Module(at),
            "super" => Target::Module(self.modules[at].parent?),
            name => return self.name(at, name, depth).and_then(|found| self.follow(found, rest, depth)),
        };
        self.follow(start, rest, depth)
    }

    fn follow(&self, start: Target, path: &[String], depth: usize) -> Option<Target> {
        let mut found = start;
        for segment in path {
            found = match found {
                Target::Item(at) => return Some(Target::Item(at)),
                Target::Module(at) if segment == "super" => Target::Module(self.modules[at].parent?),
                Target::Module(at) if segment == "*" => return Some(Target::Item(at)),
                Target::Module(at) => self.name(at, segment, depth).unwrap_or(Target::Item(at)),
            };
        }
        Some(found)
    }

    /// What a name means in a module; `None` for names of other crates.
    fn name(&self, at: usize, name: &str, depth: usize) -> Option<Target> {
        let module = &self.modules[at];
        if let Some(child) = module.children.get(name) {
            return Some(Target::Module(*child));
        }
        if module.items.contains(name) {
            return Some(Target::Item(at));
        }
        if depth > 8 {
            return None;
        }
        let import = module.imports.iter().find(|import| import.name == name && !import.glob);
        if let Some(import) = import {
            return self.resolve(at, &import.path, depth + 1);
        }
        let globs = module.imports.iter().filter(|import| import.glob && import.exported);
        let mut sources = globs.filter_map(|import| {
            let path = &import.path[..import.path.len() - 1];
            match self.resolve(at, path, depth + 1)? {
                Target::Module(source) => self.name(source, name, depth + 1),
                Target::Item(_) => None,
            }
        });
        sources.next()
    }
}

/// Groups of files that use each other in a circle.
pub fn circles(uses: &BTreeSet<(String, String)>) -> Vec<Vec<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in uses {
        next.entry(from).or_default().insert(to);
    }
    let reach = |from: &str| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
        while let Some(file) = open.pop() {
            if seen.insert(file) {
                open.extend(next.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|file| (*file, reach(file))).collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, others) in &reached {
        let same = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file));
        let circle: Vec<String> = others.iter().filter(same).map(|other| (*other).to_owned()).collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

/// The same uses between what lies side by side in one folder: `a.rs` and the folder `a/` are one, and `mod.rs` is
/// its folder's own.
pub fn between_siblings(uses: &BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    let parts = |file: &str| -> Vec<String> {
        let file = file.strip_suffix(".rs").unwrap_or(file);
        file.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
    };
    let pairs = uses.iter().filter_map(|(from, to)| {
        let (from, to) = (parts(from), parts(to));
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        // One is the parent of the other: no siblings.
        if common == from.len() || common == to.len() {
            return None;
        }
        Some((from[..=common].join("/"), to[..=common].join("/")))
    });
    pairs.collect()
}

fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        let condition = attribute.path().is_ident("cfg").then(|| attribute.meta.require_list().ok()).flatten();
        condition.is_some_and(|condition| condition.tokens.to_string() == "test")
    })
}

fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        _ => return None,
    };
    Some(name.to_string())
}

fn flatten(tree: &UseTree, path: &mut Vec<String>, exported: bool, out: &mut Vec<Import>) {
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            flatten(&step.tree, path, exported, out);
            path.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, path, exported, out)),
        UseTree::Name(name) if name.ident == "self" => {
            let name = path.last().cloned().unwrap_or_default();
            out.push(Import { name, path: path.clone(), glob: false, exported });
        }
        UseTree::Name(name) => leaf(name.ident.to_string(), name.ident.to_string(), path, exported, out),
        UseTree::Rename(rename) => leaf(rename.rename.to_string(), rename.ident.to_string(), path, exported, out),
        UseTree::Glob(_) => {
            let path = path.iter().cloned().chain(["*".to_owned()]).collect();
            out.push(Import { name: "*".to_owned(), path, glob: true, exported });
        }
    }
}

fn leaf(name: String, last: String, path: &[String], exported: bool, out: &mut Vec<Import>) {
    let mut path = path.to_vec();
    if last != "self" {
        path.push(last);
    }
    out.push(Import { name, path, glob: false, exported });
}

/// Collects paths, also those inside macro calls.
struct Paths<'a> {
    paths: &'a mut Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, used: &'ast syn::ItemUse) {
        let mut imports = Vec::new();
        flatten(&used.tree, &mut Vec::new(), false, &mut imports);
        self.paths.extend(imports.into_iter().map(|import| import.path));
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(&call.tokens.to_string());
        syn::visit::visit_macro(self, call);
    }
}

impl Paths<'_> {
    fn add(&mut self, path: Vec<String>) {
        if path.len() > 1 {
            self.paths.push(path);
        }
    }

    /// Tokens are printed with spaces between them: `a :: b`.
    fn tokens(&mut self, text: &str) {
        let words = text.replace("::", " :: ");
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut path: Vec<String> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let name: String = word.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if *word == "::" {
                continue;
            }
            if at == 0 || words[at - 1] != "::" {
                self.add(std::mem::take(&mut path));
            }
            let name =
                if name.is_empty() { word.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next() } else { None }
                    .map_or(name, str::to_owned);
            path.push(name);
        }
        self.add(path);
    }
}
