import * as t from 'io-ts'

/** Why the customer is without the product. Only a repair or a replacement lets what the law gives stand still. */
export const CustodyPurpose = t.keyof({ repair: null, replacement: null, inspection: null }, 'CustodyPurpose')
export type CustodyPurpose = t.TypeOf<typeof CustodyPurpose>
