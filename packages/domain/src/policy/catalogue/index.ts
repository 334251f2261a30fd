export { decodeCatalogue } from './decode-catalogue.js'
export {
  type CatalogueEntry,
  type CatalogueFault,
  type NoVersionInForce,
  type PolicyCatalogue,
  policyCatalogue,
  policyInForce,
  policyNamed,
  policyOfPurchase,
  type UnknownPolicy,
  type UnknownVersion,
  type VersionedPolicy,
} from './policy-catalogue.js'
