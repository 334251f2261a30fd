import { NonEmptyText, optional, type PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { DisclosurePhase } from './disclosure.js'

/** How something is shown: where the customer decides, by a voice, on paper at the till, or on what can be kept. */
export const DisclosureForm = t.keyof(
  { 'on-page': null, spoken: null, 'at-counter': null, 'durable-medium': null },
  'DisclosureForm',
)
export type DisclosureForm = t.TypeOf<typeof DisclosureForm>

/** What has to be shown, by when, and how. Shown earlier is shown too. */
export const DisclosureRequirement = record(
  {
    /** By the name under which it is shown: a condition, `restocking-fee`, `withdrawal-right`. */
    condition: NonEmptyText,
    phase: DisclosurePhase,
    forms: t.readonlyArray(DisclosureForm),
    /** Of purchases by these channels; absent: of all. */
    channels: optional(t.readonlyArray(NonEmptyText)),
  },
  'DisclosureRequirement',
)
export type DisclosureRequirement = t.TypeOf<typeof DisclosureRequirement>

/** What a shop makes sure that customers are shown, at one version. */
export const DisclosurePolicy = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    requirements: t.readonlyArray(DisclosureRequirement),
    /** In which form what is shown by a channel counts as shown; a channel that isn't named shows `on-page`. */
    forms: t.readonlyArray(record({ channel: NonEmptyText, form: DisclosureForm }, 'FormOfChannel')),
  },
  'DisclosurePolicy',
)
export type DisclosurePolicy = t.TypeOf<typeof DisclosurePolicy>

export const disclosurePolicyRefOf = ({ policyId, version }: DisclosurePolicy): PolicyRef => ({ policyId, version })
