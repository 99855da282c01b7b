//! Estimates from moments. Where these do not tell a number, the published one is taken, so that what follows from it is
//! looked at all the same.

use std::collections::{HashMap, HashSet};

use hailong_statistics::estimate::{Counted, DomainEstimates, Estimate, Estimates, StyleEstimates};
use hailong_statistics::published::{DomainRecomputed, Recomputed, Size};

use crate::edition::compute::of_statistics;
use crate::edition::figures::{Figure, FigureKind, Figures, Level, Style, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::method::VarianceName;
use crate::edition::moments::{DomainMoments, Moments};
use crate::edition::weighting::index_of;

pub type Key = (String, FigureKind, String, Style);

pub fn key(one: &Figure) -> Key {
    (one.domain.clone(), one.kind, one.code.clone(), one.style)
}

pub struct Rebuilt {
    pub estimates: Estimates,
    /// Numbers that were taken from the figures themselves.
    pub taken: HashSet<(Key, &'static str)>,
}

struct Rebuilding<'a> {
    inputs: &'a Inputs,
    moments: &'a Moments,
    published: HashMap<Key, &'a Figure>,
    is_linearised: bool,
    style: Style,
    taken: HashSet<(Key, &'static str)>,
}

pub fn rebuilt(inputs: &Inputs, moments: &Moments, figures: &Figures) -> Rebuilt {
    let variance = figures.variance.as_ref().map(|own| own.method);
    let mut rebuilding = Rebuilding {
        inputs,
        moments,
        published: figures.figures.iter().map(|one| (key(one), one)).collect(),
        is_linearised: variance.is_none_or(|own| own == VarianceName::Linearised),
        style: inputs.method.style,
        taken: HashSet::new(),
    };
    let rows = inputs.frame.iter();
    let localities = rows.map(|row| rebuilding.domain(&row.code)).collect();
    let whole = rebuilding.domain(WHOLE);
    let size = inputs.frame.len();
    let between = moments.between.as_ref().map(|own| {
        Style::ALL.map(|style| {
            let cell = |j: usize, k: usize| {
                let row = own.style(style).get(j);
                row.and_then(|row| row.get(k)).copied().unwrap_or(f64::NAN)
            };
            (0..size)
                .map(|j| (0..size).map(|k| cell(j, k)).collect())
                .collect()
        })
    });
    Rebuilt {
        estimates: Estimates {
            localities,
            whole,
            covariance: between,
        },
        taken: rebuilding.taken,
    }
}

impl Rebuilding<'_> {
    fn domain(&mut self, code: &str) -> DomainEstimates {
        let index = index_of(self.inputs, self.inputs);
        let options = self.inputs.method.options;
        let empty =
            DomainMoments::empty(code, self.moments.items.len(), self.moments.criteria.len());
        let own = self.moments.domain(code).unwrap_or(&empty);
        let own = self.moments.read(own, &index, options);
        let found = own.recomputed(&index, options);
        let items: Vec<String> = self.moments.items.clone();
        let [mean, satisfied] =
            Style::ALL.map(|style| self.style(code, style, &items, &found, own.size.as_ref()));
        let rates = items.iter().zip(&found.dont_know);
        let style = self.style;
        let dont_know = rates
            .map(|(item, known)| {
                let key = (code.to_owned(), FigureKind::DontKnow, item.clone(), style);
                self.counted(key, known, own.size.as_ref())
            })
            .collect();
        DomainEstimates {
            respondents: own.size.map_or(0, |size| size.respondents),
            mean,
            satisfied,
            dont_know,
            levels: vec![None; items.len()],
            dont_know_bounds: found.dont_know_bounds,
        }
    }

    fn style(
        &mut self,
        code: &str,
        style: Style,
        items: &[String],
        found: &DomainRecomputed,
        size: Option<&Size>,
    ) -> StyleEstimates {
        let side = of_statistics(style) as usize;
        let key = |kind: FigureKind, own: &str| (code.to_owned(), kind, own.to_owned(), style);
        let own = items.iter().zip(&found.items[side]);
        let items = own
            .map(|(item, known)| self.counted(key(FigureKind::Item, item), known, size))
            .collect();
        let criteria = &self.inputs.form.criteria;
        let own = criteria.iter().zip(&found.components[side]);
        let components = own
            .map(|(one, known)| self.counted(key(FigureKind::Component, &one.code), known, size))
            .collect();
        StyleEstimates {
            items,
            components,
            index: self.counted(key(FigureKind::Index, "index"), &found.index[side], size),
        }
    }

    fn counted(&mut self, key: Key, known: &Recomputed, size: Option<&Size>) -> Counted {
        let Some(figure) = self.published.get(&key).copied() else {
            return Counted {
                n: known.n.unwrap_or(0),
                estimate: None,
            };
        };
        if figure.level == Level::C {
            if known.n.is_none() {
                self.taken.insert((key, "n"));
            }
            return Counted {
                n: known.n.or(figure.n).unwrap_or(0),
                estimate: None,
            };
        }
        let mut take = |name: &'static str| {
            self.taken.insert((key.clone(), name));
        };
        let n = known.n.or_else(|| {
            take("n");
            figure.n
        });
        let value = known.value.or_else(|| {
            take("estimate");
            figure.estimate
        });
        let published = figure.se.map_or(f64::NAN, |se| se * se);
        let is_linearised = self.is_linearised && !figure.pooled;
        let variance = match known.variance.filter(|_| is_linearised) {
            Some(variance) => variance,
            None => {
                take("se");
                published
            }
        };
        let linearised = known.variance.unwrap_or_else(|| {
            if figure.se_linearised.is_some() {
                take("se_linearised");
            }
            figure.se_linearised.map_or(variance, |se| se * se)
        });
        let df = match size.filter(|_| !figure.pooled) {
            Some(size) => size.df(),
            None => {
                take("df");
                figure.df.unwrap_or(f64::NAN)
            }
        };
        if figure.pooled {
            take("pooled");
        }
        let n = n.unwrap_or(0);
        let plain = known.plain.unwrap_or_else(|| {
            take("n_eff");
            figure
                .n_eff
                .map_or(f64::NAN, |own| own * variance / n as f64)
        });
        let built = Recomputed {
            n: Some(n),
            value,
            variance: Some(variance),
            plain: Some(plain),
            with_whole: known.with_whole,
        };
        // Without its size a domain may be a finite population or not.
        let other = Size {
            respondents: 0,
            weight: 1.0,
            units: 0,
            strata: 0,
            finite: false,
        };
        let estimate = built.estimate(size.unwrap_or(&other)).map(|own| Estimate {
            linearised,
            df,
            pooled: figure.pooled,
            deff: match size {
                Some(_) => own.deff,
                None => {
                    take("deff");
                    figure.deff
                }
            },
            ..own
        });
        Counted { n, estimate }
    }
}
