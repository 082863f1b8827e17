/** Texts of the frame. */
export const app = {
  'app.connection.broken':
    'The connection to Segmento broke off, so this was not finished. Your data is as it was. Try again once it is back.',
} as const
