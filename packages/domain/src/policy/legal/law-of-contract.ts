import type { LocalDate } from '../../calendar/local-date.js'
import { germanConsumerLaw2022, germanConsumerLaw2026 } from './country-packs.js'
import { euConsumerLaw2022, euConsumerLaw2026 } from './eu-consumer-law.js'
import type { LegalPack } from './legal-pack.js'
import { ukConsumerLaw } from './uk-consumer-law.js'
import { usConsumerLaw } from './us-consumer-law.js'

/** Every pack that comes with the domain. */
export const legalPacks: ReadonlyArray<LegalPack> = [
  euConsumerLaw2022,
  euConsumerLaw2026,
  germanConsumerLaw2022,
  germanConsumerLaw2026,
  ukConsumerLaw,
  usConsumerLaw,
]

/** The pack that governs a contract concluded on that day in the trader's zone; undefined where none does. */
export const lawOfContract = (
  packs: ReadonlyArray<LegalPack>,
  { jurisdiction, concludedOn }: { readonly jurisdiction: string; readonly concludedOn: LocalDate },
): LegalPack | undefined =>
  packs.find(
    (pack) =>
      pack.jurisdiction === jurisdiction &&
      (pack.contractsFrom === undefined || pack.contractsFrom <= concludedOn) &&
      (pack.contractsUntil === undefined || concludedOn <= pack.contractsUntil),
  )
