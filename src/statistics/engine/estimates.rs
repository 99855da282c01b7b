//! From a survey to its estimates.

use std::borrow::Cow;

use crate::clustering::Clustering;
use crate::engine::clusters;
use crate::engine::covariance;
use crate::engine::fit::{blocks, fitted, shares_of};
use crate::engine::moments::{COUNT, Moments, SLOTS, WEIGHT, add};
use crate::engine::places::Places;
use crate::engine::replicate::{self, Replicate};
use crate::engine::scoring::{Measure, Options};
use crate::engine::squares::{Layout, Pair, Tally, squares};
use crate::engine::strata::{Domain, Spread, Strata};
use crate::engine::tables::{self, Linear, Order};
use crate::error::Error;
use crate::estimate::{
    Counted, DomainEstimates, Estimate, Estimates, StyleEstimates, Survey, UnitScores,
    VarianceMethod,
};
use crate::index::IndexSpec;
use crate::membership::Membership;
use crate::sample::Sample;
use crate::score::{DONT_KNOW, Style};

/// Everything that follows from the first pass.
pub(crate) struct Work<'a> {
    pub sample: &'a Sample,
    pub index: &'a IndexSpec,
    pub options: Options,
    pub membership: &'a Membership,
    pub places: Places,
    pub moments: Moments,
    pub order: Order,
    pub layout: Layout,
    /// Units of each locality, all units at the end.
    pub domains: Vec<Vec<(usize, f64)>>,
    /// The same as places.
    pub shares: Vec<Vec<(usize, f64)>>,
    /// Σ w per domain, item and slot.
    weights: Vec<Vec<[f64; SLOTS]>>,
    /// `[domain][estimate]`
    pub linear: Vec<Vec<Option<Linear>>>,
}

/// Variances of all domains, by whatever method.
struct Found {
    spreads: Vec<Vec<Spread>>,
    /// Per domain.
    df: Vec<f64>,
    between: Option<[Vec<Vec<f64>>; 2]>,
}

/// Localities other than the sample's units, or the units themselves.
fn membership<'a>(survey: &Survey<'a>) -> Cow<'a, Membership> {
    survey.membership.map_or_else(
        || Cow::Owned(Membership::identity(survey.sample.localities)),
        Cow::Borrowed,
    )
}

/// x′b per domain, estimate and raking cell.
fn fits(survey: &Survey<'_>, work: &Work<'_>) -> Option<Vec<Vec<Vec<f64>>>> {
    let calibration = survey.calibration?;
    let domains = work.domains.iter().zip(&work.linear);
    let of = |(units, linear): (&Vec<(usize, f64)>, &Vec<Option<Linear>>)| {
        fitted(calibration, &work.places, &work.moments, units, linear)
    };
    Some(domains.map(of).collect())
}

pub(crate) fn unit_scores(survey: &Survey<'_>) -> Result<Option<UnitScores>, Error> {
    survey.check()?;
    let Some(clustering) = survey.clustering else {
        return Ok(None);
    };
    let membership = membership(survey);
    let work = Work::of(survey, &membership, Some(clustering));
    let fits = fits(survey, &work);
    let scores = (0..work.domains.len()).map(|at| {
        let domain = work.domain(at, fits.as_deref());
        let mut totals = clusters::totals(domain, &work.places, &work.moments, clustering);
        Style::ALL.map(|style| {
            let composites = 0..=work.order.components;
            let own =
                composites.map(|at| std::mem::take(&mut totals[work.order.component(style, at)]));
            own.collect()
        })
    });
    Ok(Some(UnitScores::new(scores.collect())))
}

pub(crate) fn estimates(survey: &Survey<'_>) -> Result<Estimates, Error> {
    survey.check()?;
    let membership = membership(survey);
    // Where every respondent is a PSU of their own, elements are the clusters.
    let (single, clustering) = match survey.clustering {
        Some(own) if own.stratum_of.len() == survey.sample.len() => (Some(own), None),
        other => (None, other),
    };
    let work = Work::of(survey, &membership, clustering);
    let sampled = work.sampled();
    let (remaining, lonely) = match single {
        Some(single) if single.sampled == sampled => (single.remaining.clone(), single.lonely),
        _ => (survey.design.remaining_of(&sampled)?, survey.lonely),
    };
    let fits = fits(survey, &work);
    let (blocks, block_of) = blocks(&work.places, &work.moments);
    let strata = Strata {
        places: &work.places,
        moments: &work.moments,
        order: work.order,
        sampled: &sampled,
        remaining: &remaining,
        lonely,
        blocks: if fits.is_some() { &blocks } else { &[] },
    };
    let domains: Vec<Domain<'_>> = (0..work.domains.len())
        .map(|at| work.domain(at, fits.as_deref()))
        .collect();
    let wanted = covariance::is_wanted(&work);
    let elements = of_elements(&work, &strata, &domains, &block_of, wanted)?;
    let Some(clustering) = clustering else {
        return Ok(work.assembled(&remaining, &elements, &elements, &elements));
    };
    let linearised = of_clusters(&work, clustering, &domains, &elements, wanted)?;
    let replicates = match survey.variance {
        VarianceMethod::Linearised => {
            return Ok(work.assembled(&remaining, &linearised, &linearised, &elements));
        }
        VarianceMethod::Jackknife => replicate::jackknife(clustering),
        VarianceMethod::Bootstrap(draws) => replicate::bootstrap(draws.to_vec()),
    };
    let chosen = of_replicates(
        &work,
        survey,
        clustering,
        &replicates,
        &domains,
        &linearised,
    )?;
    Ok(work.assembled(&remaining, &chosen, &linearised, &elements))
}

fn of_elements(
    work: &Work<'_>,
    strata: &Strata<'_>,
    domains: &[Domain<'_>],
    block_of: &[usize],
    wanted: bool,
) -> Result<Found, Error> {
    let whole_at = domains.len() - 1;
    let whole = strata.whole(domains[whole_at], block_of);
    let tallies = work.tallies();
    let composites = work.index.components.len() + 1;
    let mut spreads = Vec::with_capacity(domains.len());
    for (at, domain) in domains.iter().enumerate() {
        let of_spot = |unit: usize, spot: usize| {
            let shares = &work.membership.of_unit[unit];
            let nth = shares.iter().position(|(domain, _)| *domain as usize == at);
            let own: &[Tally] = &tallies[nth.unwrap_or(0)];
            let lane = if at == whole_at { 2 } else { 0 };
            (&own[spot * composites..(spot + 1) * composites], lane)
        };
        spreads.push(strata.spread(*domain, &whole, &of_spot)?);
    }
    let between = if wanted {
        let shared = covariance::shared(work);
        Some(covariance::between(
            strata,
            &domains[..whole_at],
            block_of,
            &shared,
        )?)
    } else {
        None
    };
    let df = |units: &Vec<(usize, f64)>| {
        let shares = shares_of(&work.places, units);
        let n: f64 = shares
            .iter()
            .map(|(place, _)| work.moments.place[*place][COUNT])
            .sum();
        let mut own: Vec<u32> = shares
            .iter()
            .map(|(place, _)| work.places.all[*place].stratum)
            .collect();
        own.sort_unstable();
        own.dedup();
        n - own.len() as f64
    };
    Ok(Found {
        spreads,
        df: work.domains.iter().map(df).collect(),
        between,
    })
}

fn of_clusters(
    work: &Work<'_>,
    clustering: &Clustering,
    domains: &[Domain<'_>],
    elements: &Found,
    wanted: bool,
) -> Result<Found, Error> {
    clustering.refuse_lonely()?;
    let totals =
        |domain: Domain<'_>| clusters::totals(domain, &work.places, &work.moments, clustering);
    let whole_at = domains.len() - 1;
    let whole = totals(domains[whole_at]);
    let mut indices = [Vec::new(), Vec::new()];
    let mut spreads = Vec::with_capacity(domains.len());
    for (domain, elements) in domains.iter().zip(&elements.spreads) {
        let mut own = totals(*domain);
        let pairs = own.iter().zip(&whole).zip(elements);
        spreads.push(
            pairs
                .map(|((own, whole), elements)| Spread {
                    variance: clustering.product(own, own),
                    with_whole: clustering.product(own, whole),
                    per_weight: elements.per_weight,
                })
                .collect(),
        );
        for (kept, style) in indices.iter_mut().zip(Style::ALL) {
            kept.push(std::mem::take(&mut own[work.order.index(style)]));
        }
    }
    let between = wanted.then(|| {
        indices.map(|totals| {
            covariance::symmetric(whole_at, |j, k| clustering.product(&totals[j], &totals[k]))
        })
    });
    let df =
        |units: &Vec<(usize, f64)>| clusters::degrees_of_freedom(units, &work.places, clustering);
    Ok(Found {
        spreads,
        df: work.domains.iter().map(df).collect(),
        between,
    })
}

/// Replicates say nothing about a stratum with one PSU: it adds what it adds to the linearised variance.
fn of_replicates(
    work: &Work<'_>,
    survey: &Survey<'_>,
    clustering: &Clustering,
    replicates: &[Replicate],
    domains: &[Domain<'_>],
    linearised: &Found,
) -> Result<Found, Error> {
    if replicates.len() < 2 {
        return Err(Error::TooFewReplicates);
    }
    let found = replicate::variances(
        work,
        clustering,
        survey.calibration,
        replicates,
        linearised.between.is_some(),
    )?;
    let lonely = clustering.only_lonely();
    let totals =
        |domain: Domain<'_>| clusters::totals(domain, &work.places, &work.moments, clustering);
    let whole = if lonely.is_some() {
        domains.last().map(|domain| totals(*domain))
    } else {
        None
    };
    let mut spreads = Vec::with_capacity(domains.len());
    for ((domain, found), linearised) in domains.iter().zip(found.spreads).zip(&linearised.spreads)
    {
        let added = match (&lonely, &whole) {
            (Some(lonely), Some(whole)) => totals(*domain)
                .iter()
                .zip(whole)
                .map(|(own, whole)| (lonely.product(own, own), lonely.product(own, whole)))
                .collect(),
            _ => vec![(0.0, 0.0); found.len()],
        };
        let pairs = found.into_iter().zip(added).zip(linearised);
        spreads.push(
            pairs
                .map(|(((variance, with_whole), added), linearised)| Spread {
                    variance: variance + added.0,
                    with_whole: with_whole + added.1,
                    per_weight: linearised.per_weight,
                })
                .collect(),
        );
    }
    Ok(Found {
        spreads,
        df: linearised.df.clone(),
        between: found.between,
    })
}

impl<'a> Work<'a> {
    fn of(
        survey: &Survey<'a>,
        membership: &'a Membership,
        clustering: Option<&Clustering>,
    ) -> Self {
        let (sample, index) = (survey.sample, survey.index);
        let cell = survey.calibration.map(|calibration| calibration.of_row());
        let places = Places::of(sample, clustering.map(|clusters| &clusters.psu[..]), cell);
        let base = survey.calibration.map(|calibration| calibration.base());
        let moments = Moments::of(sample, index, &places, base);
        let domains = membership.of_domains();
        let shares: Vec<_> = domains
            .iter()
            .map(|units| shares_of(&places, units))
            .collect();
        let of_domain = |shares: &Vec<(usize, f64)>| {
            let mut weights = vec![[0.0; SLOTS]; sample.items.len()];
            for &(place, share) in shares {
                for (item, weights) in weights.iter_mut().enumerate() {
                    for (weight, sums) in weights.iter_mut().zip(moments.item(place, item)) {
                        *weight += share * sums[WEIGHT];
                    }
                }
            }
            weights
        };
        let weights: Vec<Vec<[f64; SLOTS]>> = shares.iter().map(of_domain).collect();
        let options = survey.options;
        let linear = weights
            .iter()
            .map(|own| tables::all(own, index, options))
            .collect();
        Self {
            sample,
            index,
            options,
            membership,
            places,
            moments,
            order: Order {
                items: sample.items.len(),
                components: index.components.len(),
            },
            layout: Layout::of(index, options.pooled_answers),
            domains,
            shares,
            weights,
            linear,
        }
    }

    fn domain<'b>(&'b self, at: usize, fits: Option<&'b [Vec<Vec<f64>>]>) -> Domain<'b> {
        Domain {
            units: &self.domains[at],
            linear: &self.linear[at],
            fit: fits.map(|fits| &fits[at][..]),
        }
    }

    /// n_h, respondents per stratum.
    fn sampled(&self) -> Vec<usize> {
        let mut sampled = vec![0; self.sample.strata];
        for (place, sums) in self.places.all.iter().zip(&self.moments.place) {
            sampled[place.stratum as usize] += sums[COUNT] as usize;
        }
        sampled
    }

    /// Squares of each unit's first locality beside the whole, then of its second, and so on.
    fn tallies(&self) -> Vec<Vec<Tally>> {
        let most = self
            .membership
            .of_unit
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0);
        let whole = self.linear.last().map(|linear| (&linear[..], 1.0));
        (0..most)
            .map(|nth| {
                let pair = |shares: &Vec<(u32, f64)>| -> Pair<'_> {
                    match shares.get(nth) {
                        Some((domain, share)) => {
                            [Some((&self.linear[*domain as usize][..], *share)), whole]
                        }
                        None => [None, None],
                    }
                };
                let pairs: Vec<Pair<'_>> = self.membership.of_unit.iter().map(pair).collect();
                squares(self.sample, &self.places, &self.layout, self.order, &pairs)
            })
            .collect()
    }

    fn assembled(
        &self,
        remaining: &[f64],
        chosen: &Found,
        linearised: &Found,
        elements: &Found,
    ) -> Estimates {
        let is_finite = remaining.iter().any(|left| *left < 1.0);
        let mut domains: Vec<DomainEstimates> = (0..self.domains.len())
            .map(|domain| {
                let counts = self.counts(domain);
                let spread = |at: usize| {
                    let value = self.linear[domain][at].as_ref()?.value;
                    let own = chosen.spreads[domain][at];
                    Some((
                        value,
                        own,
                        linearised.spreads[domain][at],
                        elements.spreads[domain][at],
                    ))
                };
                let counted = |at: usize, n: u64| Counted {
                    n,
                    estimate: spread(at).map(|(value, own, linearised, elements)| {
                        let plain = counts.plain(own.per_weight);
                        Estimate {
                            value,
                            variance: own.variance,
                            linearised: linearised.variance,
                            of_elements: elements.variance,
                            df: chosen.df[domain],
                            pooled: false,
                            deff: Some(if is_finite {
                                counts.finite(plain)
                            } else {
                                plain
                            })
                            .filter(|plain| *plain > 0.0)
                            .map(|plain| own.variance / plain),
                            n_eff: if own.variance > 0.0 {
                                n as f64 * plain / own.variance
                            } else {
                                n as f64
                            },
                            covariance_with_whole: own.with_whole,
                        }
                    }),
                };
                let style = |style: Style| self.style(style, &counts, &counted);
                DomainEstimates {
                    respondents: counts.respondents,
                    mean: style(Style::Mean),
                    satisfied: style(Style::Satisfied),
                    dont_know: (0..self.order.items)
                        .map(|item| {
                            counted(
                                self.order.dont_know(item),
                                counts.of(item, Measure::DontKnow, self.options),
                            )
                        })
                        .collect(),
                    levels: self.weights[domain].iter().map(level_shares).collect(),
                    dont_know_bounds: self.dont_know_bounds(domain),
                }
            })
            .collect();
        let whole = domains.pop().unwrap_or_default();
        Estimates {
            localities: domains,
            whole,
            covariance: chosen.between.clone(),
        }
    }

    /// Every "don't know" becomes the worst answer, and the best.
    fn dont_know_bounds(&self, domain: usize) -> [Option<(f64, f64)>; 2] {
        let moved_to = |code: usize| {
            let mut weights = self.weights[domain].clone();
            for item in &mut weights {
                item[code] += std::mem::take(&mut item[usize::from(DONT_KNOW)]);
            }
            tables::values(&weights, self.index, self.options)
        };
        let (worst, best) = (moved_to(1), moved_to(5));
        Style::ALL.map(|style| {
            let at = self.order.index(style);
            worst[at].zip(best[at])
        })
    }

    fn style(
        &self,
        style: Style,
        counts: &Counts,
        counted: &dyn Fn(usize, u64) -> Counted,
    ) -> StyleEstimates {
        let components = self.order.components;
        let n = |item: usize| counts.of(item, Measure::Score(style), self.options);
        StyleEstimates {
            items: (0..self.order.items)
                .map(|item| counted(self.order.item(style, item), n(item)))
                .collect(),
            components: (0..components)
                .map(|at| counted(self.order.component(style, at), counts.answered[at]))
                .collect(),
            index: counted(self.order.index(style), counts.answered[components]),
        }
    }

    fn counts(&self, domain: usize) -> Counts {
        let mut counts = Counts {
            respondents: 0,
            population: 0.0,
            answered: vec![0; self.order.components + 1],
            codes: vec![[0.0; SLOTS]; self.order.items],
        };
        for (unit, _) in &self.domains[domain] {
            for (count, own) in counts
                .answered
                .iter_mut()
                .zip(&self.moments.answered[*unit])
            {
                *count += own;
            }
        }
        let mut all = [0.0; 4];
        for &(place, share) in &self.shares[domain] {
            let own = &self.moments.place[place];
            add(&mut all, own);
            counts.population += share * own[WEIGHT];
            for (item, codes) in counts.codes.iter_mut().enumerate() {
                for (count, sums) in codes.iter_mut().zip(self.moments.item(place, item)) {
                    *count += sums[COUNT];
                }
            }
        }
        counts.respondents = all[COUNT] as u64;
        counts
    }
}

/// Who is in a domain, unweighted, and how many people they stand for.
struct Counts {
    respondents: u64,
    population: f64,
    /// Criteria, then the index.
    answered: Vec<u64>,
    codes: Vec<[f64; SLOTS]>,
}

impl Counts {
    /// Respondents in the denominator of an item.
    fn of(&self, item: usize, measure: Measure, options: Options) -> u64 {
        let scores = measure.scores(options);
        let codes = self.codes[item].iter().zip(scores);
        codes
            .filter(|(_, score)| score.is_some())
            .map(|(n, _)| *n)
            .sum::<f64>() as u64
    }

    /// S²/n with S² = n/(n − 1) Σ w y² / Σ w and y = u Σw / w (method §8).
    fn plain(&self, per_weight: f64) -> f64 {
        per_weight * self.population / (self.respondents as f64 - 1.0).max(1.0)
    }

    /// The same, drawn without replacement from Σ w.
    fn finite(&self, plain: f64) -> f64 {
        plain * (1.0 - self.respondents as f64 / self.population).max(0.0)
    }
}

fn level_shares(weights: &[f64; SLOTS]) -> Option<[f64; 5]> {
    let total: f64 = weights[1..=5].iter().sum();
    (total > 0.0).then(|| std::array::from_fn(|at| 100.0 * weights[at + 1] / total))
}
