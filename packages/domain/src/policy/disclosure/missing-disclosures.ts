import type { Instant, PolicyRef } from '@aftersale/messages'
import type { Disclosure } from './disclosure.js'
import type { DisclosureForm, DisclosurePolicy, DisclosureRequirement } from './disclosure-policy.js'

export interface MissingDisclosure {
  readonly condition: string
  /** `TooLate`: shown, but after the phase it was required in; `InAnotherForm`: in time, but not as required. */
  readonly because: 'NotShown' | 'TooLate' | 'InAnotherForm'
  readonly requirement: DisclosureRequirement
}

/** What should have been shown of a version that a purchase was made under, and was not; none where all was well. */
export const missingDisclosures = (
  policy: DisclosurePolicy,
  purchase: {
    /** The version that its conditions are from. */
    readonly policyRef: PolicyRef
    readonly purchasedAt: Instant
    readonly channel: string
  },
  disclosures: ReadonlyArray<Disclosure>,
): ReadonlyArray<MissingDisclosure> =>
  policy.requirements
    .filter(({ channels }) => channels === undefined || channels.some((channel) => channel === purchase.channel))
    .flatMap((requirement): ReadonlyArray<MissingDisclosure> => {
      const shown = disclosures.filter((disclosure) => shows(disclosure, requirement.condition, purchase.policyRef))
      const inTime = shown.filter((disclosure) => isInTime(disclosure, requirement, purchase.purchasedAt))
      if (inTime.some(({ channel }) => requirement.forms.includes(formOf(policy, channel ?? purchase.channel))))
        return []
      const because = inTime.length > 0 ? 'InAnotherForm' : shown.length > 0 ? 'TooLate' : 'NotShown'
      return [{ condition: requirement.condition, because, requirement }]
    })

const shows = ({ conditionsShown, policyRef }: Disclosure, condition: string, ref: PolicyRef): boolean =>
  policyRef.policyId === ref.policyId &&
  policyRef.version === ref.version &&
  conditionsShown.some((shown) => shown === condition)

/** By its phase, and before purchase by its instant too. What comes after purchase is in time whenever it comes. */
const isInTime = (
  { phase, shownAt }: Disclosure,
  requirement: DisclosureRequirement,
  purchasedAt: Instant,
): boolean => {
  const before = phase === 'pre-purchase' && shownAt <= purchasedAt
  switch (requirement.phase) {
    case 'pre-purchase':
      return before
    case 'at-purchase':
      return before || phase === 'at-purchase'
    case 'post-purchase':
      return true
  }
}

const formOf = ({ forms }: DisclosurePolicy, channel: string): DisclosureForm =>
  forms.find((one) => one.channel === channel)?.form ?? 'on-page'
