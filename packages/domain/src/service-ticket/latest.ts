import type { Instant } from '@aftersale/messages'

/** The one of the greatest instant, of several the one that was heard of last; nothing of nothing. */
export const latestBy = <Fact>(facts: ReadonlyArray<Fact>, instantOf: (fact: Fact) => Instant): Fact | undefined =>
  facts.reduce<Fact | undefined>(
    (latest, fact) => (latest === undefined || instantOf(fact) >= instantOf(latest) ? fact : latest),
    undefined,
  )
