// What a program writes that uses jose alone: it signs its assertion itself, and verifies the token with the published keys.
import { SignJWT, createRemoteJWKSet, importPKCS8, jwtVerify } from "jose";

const { ISSUER, CLIENT_ID, ALGORITHM, PRIVATE_KEY, KEY_ID } = process.env;
const metadata = await (await fetch(`${ISSUER}/.well-known/oauth-authorization-server`)).json();

const assertion = await new SignJWT({ jti: crypto.randomUUID() })
  .setProtectedHeader({ alg: ALGORITHM, typ: "client-authentication+jwt", ...(KEY_ID && { kid: KEY_ID }) })
  .setIssuer(CLIENT_ID)
  .setSubject(CLIENT_ID)
  .setAudience(metadata.issuer)
  .setIssuedAt()
  .setExpirationTime("1 minute")
  .sign(await importPKCS8(PRIVATE_KEY, ALGORITHM));
const response = await fetch(metadata.token_endpoint, {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  }),
});
const answer = await response.json();
await jwtVerify(answer.access_token, createRemoteJWKSet(new URL(metadata.jwks_uri)), { issuer: ISSUER, typ: "at+jwt" });
process.stdout.write(JSON.stringify(answer));
