export { germanConsumerLaw2022, germanConsumerLaw2026, inCountry } from './country-packs.js'
export { decodeLegalPack, legalPack } from './decode-legal-pack.js'
export { euConsumerLaw2022, euConsumerLaw2026 } from './eu-consumer-law.js'
export { germanPublicHolidays } from './german-public-holidays.js'
export { lawOfContract, legalPacks } from './law-of-contract.js'
export {
  ConformityLiability,
  LegalPack,
  LegalSource,
  RecallDuties,
  ShortTermRightToReject,
  WarrantyTitles,
  WithdrawalRight,
} from './legal-pack.js'
export {
  conformityEnd,
  legalPackRefOf,
  presumptionEnd,
  rightToRejectEnd,
  type WithdrawalEnd,
  withdrawalEnd,
} from './legal-periods.js'
export { ukConsumerLaw } from './uk-consumer-law.js'
export { usConsumerLaw } from './us-consumer-law.js'
