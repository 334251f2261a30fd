/**
 * The invoices of a British gift retailer, one row a line (UCI "Online Retail II"). Written as any mapping file is.
 */
export const onlineRetailMapping = {
  name: 'online-retail',
  namespace: 'c4b7a9de-61f3-5d08-8f2e-2f6b1d9e7a35',
  csv: {},
  times: { format: 'YYYY-MM-DD HH:mm:ss', zone: 'UTC' },
  sales: {
    invoice: 'Invoice',
    returnPrefix: 'C',
    customer: 'CustomerID',
    sku: 'StockCode',
    quantity: 'Quantity',
    unitPrice: 'Price',
    at: 'InvoiceDate',
  },
  currency: 'GBP',
  marketCode: 'GB',
  channel: 'online',
  zone: 'UTC',
}
