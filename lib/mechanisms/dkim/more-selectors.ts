/**
 * Selectors that providers give to each of their customers, and that programs and administrators use, the most common first: as the scanners dmarc.mx (github.com/schmug/dmarc.mx),
 * dkimscan, DomainDetective and the selector list of archive.zk.email have them, as guides of providers say, and as zones of ministryofjustice/dns publish them. Names that are made
 * anew for each customer or each time are not among them: nobody can guess those. Loaded only to be asked for.
 */
export const MORE_SELECTORS: readonly string[] = `
  google selector1 selector2 default s1 s2 k1 k2 k3 dkim mail zendesk1 zendesk2 mandrill resend protonmail
  protonmail2 protonmail3 fm1 fm2 fm3 mesmtp sig1 zoho zmail zoho1 zoho2 zohomail MBO0001 MBO0002 MBO0003
  MBO0004 key1 key2 key3 hostingermail-a hostingermail-b hostingermail-c hostingermail1 s1-ionos s2-ionos gm1
  gm2 gm3 ovhmo-selector-1 ovhmo-selector-2 strato-dkim-0002 strato-dkim-0003 titan1 titan2 mailru cf2024-1
  cf2024-2 cf2025-1 dkimprovmx1 dkimprovmx2 dkim02 dkim03 secureserver1 secureserver2 mailtrust x
  selector1-azurecomm-prod-net selector2-azurecomm-prod-net 20230601 20221208 20210112 20161025 mimecast
  mimecast20190104 mimecast20200619 mc1 proofpoint pphosted pp1 ppdkim messagelabs symantec barracuda bcuda
  mxvault mailchannels cisco1 cisco2 iport amazonses ses mte1 mte2 hs1 hs2 kl kl2 km1 km2 kt1 kt2 ks1 ks2 brevo1
  brevo2 sib mailjet mailo smtp pic mx mg email pdk1 pdk2 pm postmark sparkpost scph0920 scph1122 ctct1 ctct2 cm
  cm1 cm2 litesrv mlsend2 mlsend acdkim1 acdkim2 aweber_key_a aweber_key_b aweber_key_c cka cka2 e2ma-k1 e2ma-k2
  e2ma-k3 sailthru api pepipost strong1 strong2 intercom gor gor2 fd fd2 fs fs2 fs3 fw s1atlassian s2atlassian
  sf1 sf2 200608 pardot m1 mkto marketo everlytickey1 everlytickey2 eversrv smtpapi krs eshot eshot2 m3 us ml01
  ml02 mailpoet1 mailpoet2 turbo-smtp mx1 dkim1 dkim2 mail1 mail2 key selector selector3 sel1 sel2 mta mta1 dk
  dk1 s s3 s1024 s2048 m2 e1 e2 a1 a2 rsa ed25519 rsa1 ed1 main primary private prod test server server1 relay
  outbound postfix exim dkim2048 rsa2048 pmta news newsletter info
`
  .trim()
  .split(/\s+/);
