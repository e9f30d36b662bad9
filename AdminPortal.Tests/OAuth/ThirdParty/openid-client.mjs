// What a program writes that uses openid-client: issuer, ID and key. The rest is discovered.
import { importPKCS8 } from "jose";
import * as client from "openid-client";

const { ISSUER, CLIENT_ID, ALGORITHM, PRIVATE_KEY, KEY_ID } = process.env;
const key = await importPKCS8(PRIVATE_KEY, ALGORITHM);
const config = await client.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  undefined,
  client.PrivateKeyJwt(KEY_ID ? { key, kid: KEY_ID } : key),
  { algorithm: "oauth2", execute: [client.allowInsecureRequests] });
process.stdout.write(JSON.stringify(await client.clientCredentialsGrant(config)));
