package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
)

func main() {
	authority, err := os.ReadFile(os.Getenv("CA"))
	check(err)
	trust := x509.NewCertPool()
	trust.AppendCertsFromPEM(authority)
	proxy, err := url.Parse(os.Getenv("PROXY"))
	check(err)
	transport := &http.Transport{
		Proxy:             http.ProxyURL(proxy),
		TLSClientConfig:   &tls.Config{RootCAs: trust},
		ForceAttemptHTTP2: true,
	}
	answer, err := (&http.Client{Transport: transport}).Get(os.Getenv("URL"))
	check(err)
	page, err := io.ReadAll(answer.Body)
	check(err)
	fmt.Println(string(page))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
