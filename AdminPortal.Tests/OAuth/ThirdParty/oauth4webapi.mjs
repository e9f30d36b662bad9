// What a program writes that uses oauth4webapi: discovery, a client credentials request, and the library's checks of each answer.
import { importPKCS8 } from "jose";
import * as oauth from "oauth4webapi";

const { ISSUER, CLIENT_ID, ALGORITHM, PRIVATE_KEY, KEY_ID } = process.env;
const issuer = new URL(ISSUER);
const plainHttp = { [oauth.allowInsecureRequests]: true };
const discovered = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...plainHttp });
const server = await oauth.processDiscoveryResponse(issuer, discovered);

const client = { client_id: CLIENT_ID };
const key = await importPKCS8(PRIVATE_KEY, ALGORITHM);
const authentication = oauth.PrivateKeyJwt(KEY_ID ? { key, kid: KEY_ID } : key);
const answer = await oauth.clientCredentialsGrantRequest(server, client, authentication, new URLSearchParams(), plainHttp);
process.stdout.write(JSON.stringify(await oauth.processClientCredentialsResponse(server, client, answer)));
