package hostile

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"time"
)

// authority issues certificates, good and bad, through one authority between.
type authority struct {
	root, between, stranger signer
	pool                    *x509.CertPool
}

type signer struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority() (*authority, error) {
	a := &authority{pool: x509.NewCertPool()}
	var err error
	if a.root, err = certifies("Harbour Root", nil); err != nil {
		return nil, err
	}
	if a.between, err = certifies("Harbour Between", &a.root); err != nil {
		return nil, err
	}
	if a.stranger, err = certifies("Stranger", nil); err != nil {
		return nil, err
	}
	a.pool.AddCert(a.root.certificate)
	return a, nil
}

// certifies makes an authority, by itself or under another.
func certifies(name string, by *signer) (signer, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().AddDate(-2, 0, 0), NotAfter: time.Now().AddDate(2, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	return sign(template, by)
}

func sign(template *x509.Certificate, by *signer) (signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return signer{}, err
	}
	if by == nil {
		by = &signer{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, by.certificate, &key.PublicKey, by.key)
	if err != nil {
		return signer{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	return signer{certificate, key}, err
}

// issue makes the certificate of a host.
func (a *authority) issue(kind Certificate, ip net.IP) (tls.Certificate, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "tidewatch.example"},
		NotBefore: time.Now().AddDate(0, -2, 0), NotAfter: time.Now().AddDate(0, 2, 0), IPAddresses: []net.IP{ip},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	by, chain := &a.between, []*x509.Certificate{a.between.certificate}
	switch kind {
	case None, Good:
	case Expired:
		template.NotAfter = time.Now().AddDate(0, -1, 0)
	case NotYet:
		template.NotBefore = time.Now().AddDate(0, 1, 0)
	case WrongHost:
		template.IPAddresses, template.DNSNames = nil, []string{"tidewatch.example"}
	case SelfSigned:
		by, chain = nil, nil
	case Incomplete:
		chain = nil
	case Stranger:
		by, chain = &a.stranger, []*x509.Certificate{a.stranger.certificate}
	}
	leaf, err := sign(template, by)
	if err != nil {
		return tls.Certificate{}, err
	}
	certificate := tls.Certificate{Certificate: [][]byte{leaf.certificate.Raw}, PrivateKey: leaf.key}
	for _, c := range chain {
		certificate.Certificate = append(certificate.Certificate, c.Raw)
	}
	return certificate, nil
}
