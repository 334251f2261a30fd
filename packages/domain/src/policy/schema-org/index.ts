export { type BesideDocument, fromMerchantReturnPolicy, type ReadReturnPolicy } from './from-merchant-return-policy.js'
export { type Audience, toMerchantReturnPolicy, type Unexpressed } from './to-merchant-return-policy.js'
export { type BesidePromise, fromWarrantyPromise, toWarrantyPromise } from './warranty-promise.js'
