/**
 * What figures can be told apart by. `product` is what was bought by its SKU, else the asset; `month` is that of the
 * instant by which a case belongs to a period.
 */
export const dimensions = [
  'channel',
  'team',
  'product',
  'asset',
  'month',
  'topic',
  'category',
  'subcategory',
  'kind',
  'priority',
] as const
export type Dimension = (typeof dimensions)[number]
