// What an API writes that uses express-oauth2-jwt-bearer: the issuer and its own audience. Keys and algorithms are those of the OpenID document.
import bearer from "express-oauth2-jwt-bearer";

const { ISSUER, AUDIENCE, TOKEN } = process.env;
const request = { headers: { authorization: `Bearer ${TOKEN}` }, query: {}, is: () => false };
await new Promise((resolve, reject) =>
  bearer.auth({ issuerBaseURL: ISSUER, audience: AUDIENCE })(request, {}, fault => (fault ? reject(fault) : resolve())));
process.stdout.write(JSON.stringify(request.auth.payload));
