/** Of a key that nobody has any more; it lasts a hundred years. */
const certificate = [
  'MIIDJTCCAg2gAwIBAgIUBMK0FPgrZXTGgcZD+A5m85alN1swDQYJKoZIhvcNAQELBQAwITEfMB0GA1UEAwwWaWRwLnByb3Zrb21tdW4uZXhhbX',
  'BsZTAgFw0yNjExMjQyMjUzMTdaGA8yMTI2MTAzMTIyNTMxN1owITEfMB0GA1UEAwwWaWRwLnByb3Zrb21tdW4uZXhhbXBsZTCCASIwDQYJKoZI',
  'hvcNAQEBBQADggEPADCCAQoCggEBAJSg2vZ/uk6DRyosfM5m1cwtcblkwIeiFOvvohtn7Ve6GUTOyfW1nW1KzfTyTkL+EAd9QP7tnxMbBP5QGQ',
  'EsUBDYDiKHh6NzxKT5yjqYd608f9IbbRBaNcSTgg7cFkf5VjEXji0FEbbGMBuJeNiiVRnIF7i3CQLgQtlwsOwKeLMNW3aUfiojojrdH3cF5MRw',
  'yhrB67r6wJIw7hVhImVloR/FhFZAl/fm3sBCpVtWh7E8pPdQmOCM3L0KhEpmE0d7PHa6QHOI+qcwZTwxhZcrwDdUA6f4I8pOmA8k+DjVFkRDMb',
  'Pj8/OnT6fm7sAFY5VmomUK7r4AeS+oK4ZKoZ16JcUCAwEAAaNTMFEwHQYDVR0OBBYEFGrztnWLxPjLxwA+Klbc0VkDJwZKMB8GA1UdIwQYMBaA',
  'FGrztnWLxPjLxwA+Klbc0VkDJwZKMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAHNM0cZUPsNOVAjbyU2bvSAxiqghXSKjIz',
  'GpYRXDaLYXhDSHWw1TViwPCchrqpWXjfleIuhrnyctIPjQqz9bBtTZzetJ+O1MmnaQSXkJ2Cp/inrKPFe/j9g9CllkjhkIcUYbjTeSNegeprPf',
  'A9e0jYKevXDrb/e9UpWdow3TEmGeEi1cqdg0WxKz9MVK+n0zOBYj5Ej+a/LmfsU9BWVcNS9iTZAsnhQQ0CxW7r3nFRcANdTw71fei6CrJ3kjz+',
  'iyOXEv0q6Qg4FLqUbJHSA8Yzx6WfTI8kLg9cazST8Sa5DWFA/TcJ0XOXocRu7wyWohnMzNmc0v8ew44qH/ui0gKAI=',
].join('');

/** What a municipality would send: its login, its certificate, the scope that it may speak for. */
export const metadata = `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://idp.provkommun.example/saml">
 <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
  <md:Extensions><shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="false">provkommun.example</shibmd:Scope></md:Extensions>
  <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
  <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.provkommun.example/sso"/>
 </md:IDPSSODescriptor>
</md:EntityDescriptor>`;
