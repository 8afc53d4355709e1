<?php
/**
 * Plugin Name: Réglo for WooCommerce
 * Description: Payment links, receipts and reconciliation: ask for payment from the order, let customers pay from their account, see orders paid exactly once.
 * Version: 0.1.0
 * Requires at least: 6.6
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * WC requires at least: 9.0
 * WC tested up to: 11.0
 * Author: Réglo
 * License: GPL-2.0-or-later
 * Text Domain: reglo-for-woocommerce
 * Domain Path: /languages
 *
 * Thin on purpose: what is owed, payable, late or paid is decided by the app, which this plugin calls over signed HTTP.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

foreach ( array( 'signature', 'connection', 'app-client', 'install', 'outbox', 'order-events', 'mark-paid', 'endpoints', 'links', 'mail-problem', 'pay-links', 'pictures' ) as $part ) {
	require_once __DIR__ . "/includes/$part.php";
}

register_activation_hook( __FILE__, __NAMESPACE__ . '\activate' );
register_deactivation_hook( __FILE__, __NAMESPACE__ . '\deactivate' );

add_action( 'before_woocommerce_init', __NAMESPACE__ . '\declare_compatibility' );
add_action( 'plugins_loaded', __NAMESPACE__ . '\start' );

/** Orders are only reached through WooCommerce's own objects, and the gateway knows the block checkout. */
function declare_compatibility(): void {
	if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', __FILE__, true );
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', __FILE__, true );
	}
}

/** Plugins load in the alphabet's order: WooCommerce comes after us, so everything waits for the last. */
function start(): void {
	if ( ! class_exists( 'WooCommerce' ) ) {
		return;
	}
	add_action( 'init', __NAMESPACE__ . '\load_texts', 1 );
	if ( ! defined( 'WC_VERSION' ) || ! is_woocommerce_fit( WC_VERSION ) ) {
		add_action( 'admin_notices', __NAMESPACE__ . '\ask_for_newer_woocommerce' );
		return;
	}
	foreach ( array( 'connect', 'settings', 'health-panel', 'order-actions', 'order-box', 'order-list', 'bulk-actions', 'my-account', 'my-account-list', 'pay-together', 'emails', 'pdf-invoices', 'order-pages', 'checkout' ) as $part ) {
		require_once __DIR__ . "/includes/$part.php";
	}
	watch_install();
	watch_orders();
	watch_outbox();
	offer_endpoints();
	offer_pay_links();
	offer_connect();
	offer_settings();
	offer_order_actions();
	offer_order_box();
	offer_order_list();
	offer_bulk_actions();
	offer_my_account();
	offer_pay_together();
	offer_emails();
	offer_pdf_invoices();
	offer_order_pages();
	offer_checkout();
}

function load_texts(): void {
	load_plugin_textdomain( 'reglo-for-woocommerce', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
}
