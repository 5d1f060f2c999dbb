/**
 * Who stands behind a name that SPF records lead to, from what the providers document for their customers: the end of the name, by whole labels. Products of
 * one maker that are set up in one place have one name.
 */
const PROVIDERS: readonly (readonly [name: string, ...ends: string[]])[] = [
  ['Google', '_spf.google.com'],
  ['Microsoft 365', 'spf.protection.outlook.com'],
  ['Amazon SES', 'amazonses.com'],
  ['SendGrid', 'sendgrid.net'],
  ['Mailgun', 'mailgun.org'],
  ['Postmark', 'spf.mtasv.net'],
  ['SparkPost', 'sparkpostmail.com'],
  ['Mailjet', 'spf.mailjet.com'],
  ['Mailchimp', 'servers.mcsv.net'],
  ['Mandrill', 'spf.mandrillapp.com'],
  ['Brevo', 'spf.sendinblue.com', 'spf.brevo.com'],
  ['Constant Contact', 'spf.constantcontact.com'],
  ['Campaign Monitor', '_spf.createsend.com'],
  ['ActiveCampaign', 'emsd1.com'],
  ['Marketo', 'mktomail.com'],
  ['HubSpot', 'hubspotemail.net'],
  ['Salesforce', '_spf.salesforce.com', 'cust-spf.exacttarget.com'],
  ['Zendesk', 'mail.zendesk.com'],
  ['Freshdesk', 'email.freshdesk.com'],
  ['Help Scout', 'helpscoutemail.com'],
  ['Atlassian', '_spf.atlassian.net'],
  ['Qualtrics', '_spf.qualtrics.com'],
  ['NetSuite', 'mailsenders.netsuite.com'],
  ['Zoho', 'zoho.com', 'zoho.eu', 'zohomail.com'],
  ['Proton', '_spf.protonmail.ch'],
  ['Fastmail', 'spf.messagingengine.com'],
  ['iCloud', 'icloud.com'],
  ['Cloudflare', '_spf.mx.cloudflare.net'],
  ['Mimecast', '_netblocks.mimecast.com'],
  ['Proofpoint', 'pphosted.com', 'ppe-hosted.com'],
  ['Barracuda', 'ess.barracudanetworks.com'],
  ['Symantec', 'spf.messagelabs.com'],
  ['Cisco', 'iphmx.com'],
  ['Agari', 'spf-protect.agari.com'],
  ['Valimail', '_spf.vali.email'],
  ['Red Sift', 'ondmarc.com'],
  ['GoDaddy', 'secureserver.net'],
  ['OVH', 'mx.ovh.com'],
  ['Migadu', 'spf.migadu.com'],
  ['mailbox.org', 'mailbox.org'],
  ['Hostinger', '_spf.mail.hostinger.com'],
  ['IONOS', '_spf-us.ionos.com', '_spf-eu.ionos.com'],
  ['Gandi', '_mailcust.gandi.net'],
  ['Strato', '_spf.strato.com'],
  ['Yandex', '_spf.yandex.net'],
  ['Namecheap', 'spf.efwd.registrar-servers.com', 'spf.privateemail.com'],
  ['Rackspace', 'emailsrvr.com'],
  ['Infomaniak', 'spf.infomaniak.ch'],
];

/** The provider behind a name, or behind the end of one that macros make; null where none is known. Pure. */
export function providerOf(name: string): string | null {
  const low = name.toLowerCase().replace(/\.$/, '');
  const found = PROVIDERS.find(([, ...ends]) => ends.some((end) => low === end || low.endsWith(`.${end}`)));
  return found?.[0] ?? null;
}
